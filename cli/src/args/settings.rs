//! The values of Node's flags that RaceJS acts upon. Knows no words but these flags' names.

use racejs_runtime::{DisabledProto, UnhandledRejections};

use super::node::NodeFlags;
use crate::ui::Failure;

/// Notes what the flag asks for. `is_on` is false where `no-` stood before its name.
pub(super) fn apply(found: &mut NodeFlags, flag: &str, is_on: bool, value: &str) -> Result<(), Failure> {
    let process = &mut found.process;
    match flag {
        "deprecation" => process.no_deprecation = !is_on,
        "throw-deprecation" => process.throw_deprecation = is_on,
        "trace-deprecation" => process.trace_deprecation = is_on,
        "trace-warnings" => process.trace_warnings = is_on,
        "trace-event-categories" => process.trace_event_categories = Some(value.to_owned()),
        "disable-warning" => process.disabled_warnings.push(value.to_owned()),
        "unhandled-rejections" => {
            process.unhandled_rejections = match value {
                "throw" => UnhandledRejections::Throw,
                "strict" => UnhandledRejections::Strict,
                "warn" => UnhandledRejections::Warn,
                "warn-with-error-code" => UnhandledRejections::WarnWithErrorCode,
                "none" => UnhandledRejections::None,
                _ => {
                    return Err(invalid(
                        flag,
                        value,
                        "`throw`, `strict`, `warn`, `warn-with-error-code` or `none`",
                    ));
                }
            };
        }
        "disable-proto" => {
            process.disabled_proto = match value {
                "delete" => Some(DisabledProto::Delete),
                "throw" => Some(DisabledProto::Throw),
                _ => return Err(invalid(flag, value, "`delete` or `throw`")),
            };
        }
        "input-type" => {
            found.is_module = match value {
                "module" | "module-typescript" => true,
                "commonjs" | "commonjs-typescript" => false,
                _ => return Err(invalid(flag, value, "`module` or `commonjs`")),
            };
        }
        "stack-trace-limit" => match value.parse() {
            Ok(limit) => process.stack_trace_limit = Some(limit),
            Err(_) => return Err(invalid(flag, value, "a number")),
        },
        _ => {}
    }
    Ok(())
}

fn invalid(flag: &str, value: &str, expected: &str) -> Failure {
    Failure::usage(format!("Invalid value `{value}` for `--{flag}`")).hint(format!("it may be {expected}"))
}
