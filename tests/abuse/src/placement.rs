//! Who runs where. Elsewhere an attacker burns a machine of its own; here it must not take from the server, nor from
//! those who mean well, what only the server's work should take. Knows nothing of what runs.

use std::io;
use std::mem;

/// CPUs for the server and for its clients; none of either where there is only one CPU.
#[derive(Clone, Debug, Default)]
pub(crate) struct Placement {
    all: Vec<usize>,
    server: Vec<usize>,
    clients: Vec<usize>,
}

impl Placement {
    /// The last CPU for the clients, as many as it has isolates for the server.
    pub(crate) fn apart(workers: u32) -> Self {
        let all = allowed_cpus();
        let [first @ .., last] = all.as_slice() else {
            return Self::default();
        };
        if first.is_empty() {
            return Self::default();
        }
        Self {
            server: first.iter().copied().take(workers.max(1) as usize).collect(),
            clients: vec![*last],
            all,
        }
    }

    /// How it is told.
    pub(crate) fn describe(&self) -> String {
        if self.clients.is_empty() {
            return "Server and clients share the CPUs.".to_owned();
        }
        format!(
            "The server runs on CPU {:?}, its clients on CPU {:?}, where attackers give way to those who mean well.",
            self.server, self.clients
        )
    }

    /// For the process of the server, right after the fork: it allocates nothing.
    ///
    /// # Errors
    /// The system refuses.
    pub(crate) fn place_server(&self) -> io::Result<()> {
        place(&self.server, libc::SCHED_OTHER)
    }

    /// For the thread of those who mean well.
    ///
    /// # Errors
    /// The system refuses.
    pub(crate) fn place_clients(&self) -> io::Result<()> {
        place(&self.clients, libc::SCHED_OTHER)
    }

    /// For the thread of the attackers: until what this gives is dropped, it runs when nobody else on its CPU wants to.
    ///
    /// # Errors
    /// The system refuses.
    pub(crate) fn place_attackers(&self) -> io::Result<GivesWay<'_>> {
        place(&self.clients, libc::SCHED_IDLE)?;
        Ok(GivesWay(self))
    }
}

/// The thread of the attackers gives way.
pub(crate) struct GivesWay<'a>(&'a Placement);

impl Drop for GivesWay<'_> {
    fn drop(&mut self) {
        // What was allowed before is allowed again; if it were not, later figures would be worse, not wrong.
        let _ = place(&self.0.all, libc::SCHED_OTHER);
    }
}

/// Moves the calling thread. Nowhere if there are no CPUs.
fn place(cpus: &[usize], policy: libc::c_int) -> io::Result<()> {
    if cpus.is_empty() {
        return Ok(());
    }
    let mut set = empty_set();
    for cpu in cpus {
        // SAFETY: the numbers come from a set of the same size.
        unsafe { libc::CPU_SET(*cpu, &mut set) };
    }
    // SAFETY: all zeroes is a valid value of this plain struct.
    let parameters: libc::sched_param = unsafe { mem::zeroed() };
    // SAFETY: both structs live past the calls, which only read them; 0 is the calling thread.
    let is_done = unsafe {
        libc::sched_setaffinity(0, size_of_val(&set), &raw const set) == 0
            && libc::sched_setscheduler(0, policy, &raw const parameters) == 0
    };
    match is_done {
        true => Ok(()),
        false => Err(io::Error::last_os_error()),
    }
}

/// The CPUs that this process may run on, in ascending order. None if the system does not tell.
fn allowed_cpus() -> Vec<usize> {
    let mut set = empty_set();
    // SAFETY: the system writes at most the given size into `set`.
    let code = unsafe { libc::sched_getaffinity(0, size_of_val(&set), &raw mut set) };
    let bits = if code == 0 { 8 * size_of_val(&set) } else { 0 };
    // SAFETY: every number is below the number of bits of the set.
    (0..bits).filter(|cpu| unsafe { libc::CPU_ISSET(*cpu, &set) }).collect()
}

fn empty_set() -> libc::cpu_set_t {
    // SAFETY: all zeroes is the empty set, a valid value of this plain array of bits.
    unsafe { mem::zeroed() }
}
