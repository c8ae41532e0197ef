//! The Linux sandbox: Landlock, resource limits, seccomp.
//!
//! Files and calls are held twice on purpose: a kernel older than 5.13 (UOS, Kylin) has no Landlock, and there the list of
//! system calls still stops writing, sockets and starting programs. The one rule: a call not on the list fails with EPERM
//! rather than killing, so that a new libc that tries something first and falls back still works.

use std::collections::BTreeMap;
use std::os::fd::AsFd;
use std::path::PathBuf;

use landlock::{
    ABI, Access, AccessFs, AccessNet, CompatLevel, Compatible, Ruleset, RulesetAttr,
    RulesetCreatedAttr, RulesetError, RulesetStatus, Scope, path_beneath_rules,
};
use rustix::process::{DumpableBehavior, Resource, Rlimit, set_dumpable_behavior, setrlimit};
use seccompiler::{
    BpfProgram, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter,
    SeccompRule, apply_filter_all_threads,
};

use crate::wire::SandboxState;

/// Address space: a document of 512 MiB, two bitmaps of 160 MB, mapped fonts, and PDFium's own needs.
const ADDRESS_SPACE: u64 = 2 << 30;
/// Memory it writes to, which is what a laptop has to find: the largest document, a bitmap and what is decoded on the way to
/// it. A page that grows beyond ends its worker.
const DATA: u64 = 1 << 30;
/// Open files: three pipes, a few fonts.
const OPEN_FILES: u64 = 64;

/// Asks for a pipe of 1 MiB, so that a page of 8 MB takes eight turns and not a hundred and thirty. A refusal costs speed only.
pub(in crate::worker) fn widen(pipe: &impl AsFd) {
    let _ = rustix::pipe::fcntl_setpipe_size(pipe, 1 << 20);
}

/// Leaves font folders readable and nothing else reachable. Holds for this thread and those it starts.
pub(in crate::worker) fn hold_files(font_dirs: &[PathBuf]) -> bool {
    landlocked(font_dirs).is_ok_and(|status| status == RulesetStatus::FullyEnforced)
}

/// Version 6 (kernel 6.12) adds signals and abstract sockets; older kernels hold what they know.
fn landlocked(font_dirs: &[PathBuf]) -> Result<RulesetStatus, RulesetError> {
    let abi = ABI::V6;
    let status = Ruleset::default()
        .set_compatibility(CompatLevel::BestEffort)
        .handle_access(AccessFs::from_all(abi))?
        .handle_access(AccessNet::from_all(abi))?
        .scope(Scope::from_all(abi))?
        .create()?
        .add_rules(path_beneath_rules(
            font_dirs,
            AccessFs::ReadFile | AccessFs::ReadDir,
        ))?
        .restrict_self()?;
    Ok(status.ruleset)
}

/// Limits and the list of calls; for all threads, none can be started afterwards.
pub(in crate::worker) fn hold_rest(files: bool) -> SandboxState {
    SandboxState {
        files,
        limits: limited(),
        calls: listed(),
    }
}

fn limited() -> bool {
    let set = |resource, value| {
        setrlimit(
            resource,
            Rlimit {
                current: Some(value),
                maximum: Some(value),
            },
        )
        .is_ok()
    };
    // No core file: it would hold the dossier in clear.
    let quiet = set_dumpable_behavior(DumpableBehavior::NotDumpable).is_ok();
    quiet
        & set(Resource::Core, 0)
        & set(Resource::Fsize, 0)
        & set(Resource::Nofile, OPEN_FILES)
        & set(Resource::As, ADDRESS_SPACE)
        & set(Resource::Data, DATA)
}

fn listed() -> bool {
    program().is_some_and(|program| apply_filter_all_threads(&program).is_ok())
}

/// `None` where the processor is not known to the filter's compiler.
fn program() -> Option<BpfProgram> {
    let plain = PLAIN.iter().chain(OLD_PLAIN);
    let mut rules: BTreeMap<i64, Vec<SeccompRule>> =
        plain.map(|&call| (call, Vec::new())).collect();
    // Opening only to read; mapping never to execute.
    let writing = (libc::O_ACCMODE | libc::O_CREAT | libc::O_TRUNC) as u64;
    rules.insert(libc::SYS_openat, vec![without(2, writing)?]);
    #[cfg(target_arch = "x86_64")]
    rules.insert(libc::SYS_open, vec![without(1, writing)?]);
    rules.insert(libc::SYS_mmap, vec![without(2, libc::PROT_EXEC as u64)?]);
    rules.insert(
        libc::SYS_mprotect,
        vec![without(2, libc::PROT_EXEC as u64)?],
    );
    let refuse = SeccompAction::Errno(libc::EPERM as u32);
    let arch = std::env::consts::ARCH.try_into().ok()?;
    SeccompFilter::new(rules, refuse, SeccompAction::Allow, arch)
        .ok()?
        .try_into()
        .ok()
}

/// The rule "none of these bits in this argument".
fn without(argument: u8, bits: u64) -> Option<SeccompRule> {
    let condition = SeccompCondition::new(
        argument,
        SeccompCmpArgLen::Dword,
        SeccompCmpOp::MaskedEq(bits),
        0,
    )
    .ok()?;
    SeccompRule::new(vec![condition]).ok()
}

/// Calls that are allowed with any arguments: pipes and memory, time, locks, listing and reading what Landlock leaves.
const PLAIN: &[i64] = &[
    libc::SYS_read,
    libc::SYS_write,
    libc::SYS_readv,
    libc::SYS_writev,
    libc::SYS_pread64,
    libc::SYS_lseek,
    libc::SYS_close,
    libc::SYS_fstat,
    libc::SYS_newfstatat,
    libc::SYS_statx,
    libc::SYS_getdents64,
    libc::SYS_fcntl,
    libc::SYS_munmap,
    libc::SYS_mremap,
    libc::SYS_madvise,
    libc::SYS_brk,
    libc::SYS_futex,
    libc::SYS_sched_yield,
    libc::SYS_sched_getaffinity,
    libc::SYS_clock_gettime,
    libc::SYS_clock_nanosleep,
    libc::SYS_gettimeofday,
    libc::SYS_getpid,
    libc::SYS_gettid,
    libc::SYS_getrandom,
    libc::SYS_rt_sigaction,
    libc::SYS_rt_sigprocmask,
    libc::SYS_rt_sigreturn,
    libc::SYS_sigaltstack,
    libc::SYS_restart_syscall,
    libc::SYS_exit,
    libc::SYS_exit_group,
];

/// What a library built against an old libc calls instead, where these still exist. PDFium's is one: without `stat` it finds
/// no font and draws Chinese as nothing.
#[cfg(target_arch = "x86_64")]
const OLD_PLAIN: &[i64] = &[libc::SYS_stat, libc::SYS_lstat];
#[cfg(not(target_arch = "x86_64"))]
const OLD_PLAIN: &[i64] = &[];
