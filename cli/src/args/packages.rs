//! The verbs that are passed on to the project's package manager. Knows no manager.

use crate::packages::Kind;

#[derive(Debug, clap::Args)]
pub(crate) struct AddArgs {
    /// The packages, each with a version if wanted: `zod`, `zod@4`; what follows `--` is for the manager
    #[arg(value_name = "PACKAGE", required = true)]
    pub(crate) packages: Vec<String>,

    #[command(flatten)]
    pub(crate) kind: KindFlags,

    #[command(flatten)]
    pub(crate) extra: Extra,
}

#[derive(Debug, clap::Args)]
pub(crate) struct InstallArgs {
    /// Packages to add; without any, what package.json names is installed
    #[arg(value_name = "PACKAGE")]
    pub(crate) packages: Vec<String>,

    #[command(flatten)]
    pub(crate) kind: KindFlags,

    /// Install exactly what the lock file says, or fail
    #[arg(long, visible_alias = "frozen-lockfile")]
    pub(crate) frozen: bool,

    /// Leave out what only development needs
    #[arg(short = 'P', long, visible_alias = "prod")]
    pub(crate) production: bool,

    /// Run no scripts of the packages
    #[arg(long)]
    pub(crate) ignore_scripts: bool,

    #[command(flatten)]
    pub(crate) extra: Extra,
}

#[derive(Debug, clap::Args)]
pub(crate) struct RemoveArgs {
    /// The packages; what follows `--` is for the manager
    #[arg(value_name = "PACKAGE", required = true)]
    pub(crate) packages: Vec<String>,

    #[arg(short, long, hide = true)]
    pub(crate) global: bool,

    #[command(flatten)]
    pub(crate) extra: Extra,
}

#[derive(Debug, clap::Args)]
pub(crate) struct ExecuteArgs {
    /// The package that has the tool, if it is named otherwise: `racejs x --package typescript tsc`
    #[arg(short, long, value_name = "PACKAGE")]
    pub(crate) package: Option<String>,

    /// The tool, then its arguments
    #[arg(value_name = "TOOL] [ARGS", trailing_var_arg = true, allow_hyphen_values = true)]
    pub(crate) words: Vec<String>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct KindFlags {
    /// For development only
    #[arg(short = 'D', long, visible_alias = "save-dev", conflicts_with_all = ["optional", "peer"])]
    dev: bool,

    /// Needed where it can be installed
    #[arg(short = 'O', long, visible_alias = "save-optional", conflicts_with = "peer")]
    optional: bool,

    /// Provided by those who use this package
    #[arg(long, visible_alias = "save-peer")]
    peer: bool,

    /// This very version, not a range
    #[arg(short = 'E', long, visible_alias = "save-exact")]
    pub(crate) exact: bool,

    #[arg(short, long, hide = true)]
    pub(crate) global: bool,
}

/// A project's manager knows more than RaceJS does.
#[derive(Debug, clap::Args)]
pub(crate) struct Extra {
    #[arg(last = true, hide = true)]
    pub(crate) words: Vec<String>,
}

impl KindFlags {
    pub(crate) fn kind(&self) -> Kind {
        match self {
            Self { dev: true, .. } => Kind::Dev,
            Self { optional: true, .. } => Kind::Optional,
            Self { peer: true, .. } => Kind::Peer,
            _ => Kind::Usual,
        }
    }
}
