//! What the numbers were measured on, since they mean little anywhere else. Linux only, as the bench is.

use std::fs;
use std::mem;

use anyhow::{Context, Result, ensure};
use serde::Serialize;

#[derive(Debug, Serialize)]
pub(crate) struct Machine {
    pub(crate) kernel: String,
    pub(crate) cpu: String,
    /// CPUs that the bench may use.
    pub(crate) cpus: usize,
    pub(crate) memory_mib: u64,
    /// How the kernel chooses the clock rate; virtual machines do not say.
    pub(crate) governor: String,
}

pub(crate) fn read() -> Result<Machine> {
    let kernel = fs::read_to_string("/proc/sys/kernel/osrelease").context("Could not read the kernel's version")?;
    let memory_kib = field("/proc/meminfo", "MemTotal")?
        .split_whitespace()
        .next()
        .and_then(|number| number.parse::<u64>().ok());
    Ok(Machine {
        kernel: kernel.trim().to_owned(),
        // Absent on some architectures.
        cpu: field("/proc/cpuinfo", "model name").unwrap_or_else(|_| std::env::consts::ARCH.to_owned()),
        cpus: allowed_cpus()?.len(),
        governor: fs::read_to_string("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor")
            .map_or_else(|_| "unknown".to_owned(), |text| text.trim().to_owned()),
        memory_mib: memory_kib.context("Could not read the size of the memory")? / 1024,
    })
}

/// How many threads wanted to run in the last minute, on average.
pub(crate) fn load() -> Result<f64> {
    let text = fs::read_to_string("/proc/loadavg").context("Could not read the load average")?;
    let number = text.split_whitespace().next().and_then(|number| number.parse().ok());
    number.context("`/proc/loadavg` has no number")
}

fn field(file: &str, name: &str) -> Result<String> {
    let text = fs::read_to_string(file).with_context(|| format!("Could not read `{file}`"))?;
    let value = text
        .lines()
        .find_map(|line| line.strip_prefix(name)?.trim_start().strip_prefix(':'));
    Ok(value
        .with_context(|| format!("`{file}` has no `{name}`"))?
        .trim()
        .to_owned())
}

/// The numbers of the CPUs that this process may run on, in ascending order.
pub(crate) fn allowed_cpus() -> Result<Vec<usize>> {
    // SAFETY: all zeroes is the empty set, a valid value of this plain array of bits.
    let mut set: libc::cpu_set_t = unsafe { mem::zeroed() };
    // SAFETY: the kernel writes at most the given size into `set`, which lives past the call.
    let code = unsafe { libc::sched_getaffinity(0, size_of_val(&set), &mut set) };
    ensure!(
        code == 0,
        "Could not read the CPU affinity: {}",
        std::io::Error::last_os_error()
    );
    let bits = 8 * size_of_val(&set);
    // SAFETY: every index is below the number of bits of the set.
    Ok((0..bits).filter(|cpu| unsafe { libc::CPU_ISSET(*cpu, &set) }).collect())
}
