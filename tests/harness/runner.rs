//! Plays a spec step by step and collects what is not as expected. It must not know the program's name or habits:
//! what the program may never print is handed in.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::acts::{self, Scene};
use super::compare::{block, difference, matches};
use super::normalise::Normaliser;
use super::packages;
use super::process::{Program, Running};
use super::project::Project;
use super::report::{StepReport, exit_text};
use super::spec::{Spec, Step};
use super::update::{Update, rewrite};

const TIMEOUT: Duration = Duration::from_secs(60);

/// What the specs of one run share.
pub(crate) struct Runner {
    pub(crate) program: PathBuf,
    /// The repository: its examples and its test packages.
    pub(crate) root: PathBuf,
    /// Every program's environment, before what the spec adds.
    pub(crate) env: BTreeMap<String, String>,
    /// Folders outside the project that output may name, and what they are called in specs.
    pub(crate) names: Vec<(PathBuf, &'static str)>,
    /// Rewrite expected sections instead of failing.
    pub(crate) update: bool,
    /// Lower-case texts that must not occur in standard error, whatever the spec.
    pub(crate) never: &'static [&'static str],
}

/// Faults by step, and how the file would have to change to agree with the program.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    pub(crate) reports: Vec<StepReport>,
    pub(crate) updates: Vec<Update>,
}

impl Outcome {
    /// The faults as one text.
    fn verdict(&self) -> Result<(), String> {
        match self.reports.as_slice() {
            [] => Ok(()),
            reports => {
                let reports: Vec<String> = reports.iter().map(StepReport::render).collect();
                Err(reports.join("\n"))
            }
        }
    }
}

impl Runner {
    /// Plays the spec in a file; the error is the report.
    pub(crate) fn check_file(&self, path: &Path) -> Result<(), String> {
        let text =
            std::fs::read_to_string(path).map_err(|error| format!("could not read `{}`: {error}", path.display()))?;
        let spec = Spec::parse(&text).map_err(|error| format!("{}: {error}", path.display()))?;
        let mut outcome = self
            .play(&spec)
            .map_err(|error| format!("{}: {error}", path.display()))?;
        if self.update && !outcome.updates.is_empty() {
            let text = rewrite(&spec, std::mem::take(&mut outcome.updates));
            std::fs::write(path, text).map_err(|error| format!("could not write `{}`: {error}", path.display()))?;
            return Err(format!(
                "{}: expected sections were rewritten; read them and run again",
                path.display()
            ));
        }
        outcome
            .verdict()
            .map_err(|report| format!("{}\n{report}", path.display()))
    }

    /// Plays a spec that is in no file; the error is the report.
    pub(crate) fn check_text(&self, text: &str) -> Result<(), String> {
        self.play(&Spec::parse(text)?)?.verdict()
    }

    /// Plays all steps. A fault does not end the play unless the program could not be run at all.
    pub(crate) fn play(&self, spec: &Spec) -> Result<Outcome, String> {
        let project = Project::create()?;
        let mut outcome = Outcome::default();
        for (index, step) in spec.steps.iter().enumerate() {
            if let Some(name) = &step.settings.example {
                project.copy(&self.root.join("examples").join(name))?;
            }
            if step.settings.packages {
                project.link_packages(&packages::install(&self.root.join("tests/packages"))?)?;
            }
            project.add(&step.entries)?;
            let report = self.play_step(spec, step, &project, &mut outcome.updates)?;
            if !report.problems.is_empty() {
                outcome.reports.push(StepReport {
                    number: index + 1,
                    ..report
                });
            }
        }
        Ok(outcome)
    }

    fn play_step(
        &self,
        spec: &Spec,
        step: &Step,
        project: &Project,
        updates: &mut Vec<Update>,
    ) -> Result<StepReport, String> {
        let mut names = self.names.clone();
        names.extend([(project.root.clone(), "[DIR]"), (self.program.clone(), "[PROGRAM]")]);
        let mut normaliser = Normaliser::new(&names);
        let program = self.program(step, project, &normaliser);
        let timeout = step.settings.timeout_s.map_or(TIMEOUT, Duration::from_secs);
        let mut running = Running::start(&program, timeout)?;
        let mut report = StepReport {
            command: step.settings.args.to_vec().join(" "),
            ..StepReport::default()
        };
        let scene = Scene { spec, step, project };
        let driven = self.drive(scene, &mut running, &mut normaliser, &mut report, updates);
        if driven.is_err() {
            running.kill();
        }
        match (driven, running.finish()) {
            // How it ended then says nothing: it was killed.
            (Err(problem), _) | (Ok(()), Err(problem)) => report.problems.push(problem),
            (Ok(()), Ok(exit)) if exit == step.settings.exit => {}
            (Ok(()), Ok(exit)) => {
                report.problems.push(format!(
                    "exit: expected {}, got {}",
                    exit_text(&step.settings.exit),
                    exit_text(&exit)
                ));
            }
        }
        report.stdout = normaliser.apply(&String::from_utf8_lossy(&running.stdout));
        report.stderr = normaliser.apply(&String::from_utf8_lossy(&running.stderr));
        self.judge_output(spec, step, &mut report, updates)?;
        Ok(report)
    }

    /// What happens while the program runs: exchanges and edits, then a signal.
    fn drive(
        &self,
        scene: Scene,
        running: &mut Running,
        normaliser: &mut Normaliser,
        report: &mut StepReport,
        updates: &mut Vec<Update>,
    ) -> Result<(), String> {
        let step = scene.step;
        if !step.acts.is_empty() {
            let exchanged = acts::play(scene, running, normaliser)?;
            report.problems.extend(exchanged.problems);
            updates.extend(
                exchanged
                    .updates
                    .into_iter()
                    .map(|(index, body)| Update::Replace { index, body }),
            );
        }
        match &step.settings.signal {
            Some(signal) => {
                if let Some(after) = &signal.after {
                    running.wait_for(&format!("it printed `{after}`"), |output| {
                        output.contains(after).then_some(())
                    })?;
                }
                running.signal(&signal.name)
            }
            // A server is ended as its user would end it.
            None if !step.acts.is_empty() => running.signal("SIGINT"),
            None => Ok(()),
        }
    }

    fn program(&self, step: &Step, project: &Project, normaliser: &Normaliser) -> Program {
        let mut env = self.env.clone();
        if step.http().next().is_some() {
            env.insert("PORT".to_owned(), "0".to_owned());
        }
        for (name, value) in &step.settings.env {
            match value {
                Some(value) => env.insert(name.clone(), normaliser.expand(value)),
                None => env.remove(name),
            };
        }
        let mut args: Vec<String> = step
            .settings
            .args
            .to_vec()
            .iter()
            .map(|arg| normaliser.expand(arg))
            .collect();
        let mut path = self.program.clone();
        if let Some(wrapper) = &step.settings.wrap {
            args.insert(0, path.to_string_lossy().into_owned());
            path = self.root.join(wrapper);
        }
        Program {
            path,
            args,
            env,
            cwd: step
                .settings
                .cwd
                .as_ref()
                .map_or_else(|| project.root.clone(), |cwd| project.root.join(cwd)),
            stdin: step.settings.stdin.clone(),
        }
    }

    /// Both streams against their sections. A missing section means that nothing may be printed.
    fn judge_output(
        &self,
        spec: &Spec,
        step: &Step,
        report: &mut StepReport,
        updates: &mut Vec<Update>,
    ) -> Result<(), String> {
        let streams = [
            ("stdout", step.stdout, step.stdout_lacks),
            ("stderr", step.stderr, step.stderr_lacks),
        ];
        for (name, section, lacks) in streams {
            let actual = if name == "stdout" {
                report.stdout.clone()
            } else {
                report.stderr.clone()
            };
            let expected = section.map_or("", |index| spec.body(index));
            if !matches(expected, &actual)? {
                report.problems.push(difference(name, expected, &actual));
                updates.push(match section {
                    Some(index) => Update::Replace {
                        index,
                        body: actual.clone(),
                    },
                    None => Update::Insert {
                        before: step.end,
                        name,
                        body: actual.clone(),
                    },
                });
            }
            for line in lacks
                .map_or("", |index| spec.body(index))
                .lines()
                .filter(|line| actual.contains(line))
            {
                report
                    .problems
                    .push(format!("{name} must not hold `{line}`\n{}", block("actual", &actual)));
            }
        }
        let lower = report.stderr.to_lowercase();
        for text in self.never.iter().filter(|text| lower.contains(**text)) {
            report.problems.push(format!(
                "stderr must never hold `{text}`\n{}",
                block("actual", &report.stderr)
            ));
        }
        Ok(())
    }
}
