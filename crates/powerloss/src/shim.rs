//! A file system for SQLite that is the system's own, and tells [`crate::disk`] of every write and sync.

use std::{
    ffi::{CStr, c_char, c_int, c_void},
    os::unix::ffi::OsStrExt,
    path::{Path, PathBuf},
    ptr,
    sync::{
        Once,
        atomic::{AtomicPtr, Ordering},
    },
};

use libsqlite3_sys as ffi;

use crate::disk;

/// The system's own file system.
static BASE: AtomicPtr<ffi::sqlite3_vfs> = AtomicPtr::new(ptr::null_mut());

/// A file as SQLite holds it. The base's own file follows it in memory.
#[repr(C)]
struct Watched {
    file: ffi::sqlite3_file,
    /// From `Box::into_raw`; null for a file that is none of ours to watch.
    path: *mut PathBuf,
}

/// Puts the watching file system before the system's own, for every connection that this process opens.
/// Returns whether SQLite took it.
pub(crate) fn install() -> bool {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        // SAFETY: SQLite hands out a file system that lives as long as the process; what is registered lives as
        // long, because it is leaked.
        unsafe {
            let base = ffi::sqlite3_vfs_find(ptr::null());
            if base.is_null() {
                return;
            }
            BASE.store(base, Ordering::SeqCst);
            let mut watching = ptr::read(base);
            watching.zName = c"watched".as_ptr();
            watching.pNext = ptr::null_mut();
            watching.szOsFile += c_int::try_from(size_of::<Watched>()).unwrap_or(c_int::MAX / 2);
            watching.xOpen = Some(open);
            watching.xDelete = Some(delete);
            ffi::sqlite3_vfs_register(Box::into_raw(Box::new(watching)), 1);
        }
    });
    !BASE.load(Ordering::SeqCst).is_null()
}

/// The base's file behind ours.
///
/// # Safety
/// `file` must have been given to [`open`].
unsafe fn base(file: *mut ffi::sqlite3_file) -> *mut ffi::sqlite3_file {
    // SAFETY: SQLite allocated `szOsFile` bytes, which is both files one behind the other.
    unsafe { file.cast::<u8>().add(size_of::<Watched>()).cast() }
}

/// The path of a watched file.
///
/// # Safety
/// As [`base`].
unsafe fn path<'a>(file: *mut ffi::sqlite3_file) -> Option<&'a Path> {
    // SAFETY: `open` wrote the field, and only `close` takes it.
    unsafe {
        (*file.cast::<Watched>())
            .path
            .as_ref()
            .map(PathBuf::as_path)
    }
}

unsafe extern "C" fn open(
    _: *mut ffi::sqlite3_vfs,
    name: ffi::sqlite3_filename,
    file: *mut ffi::sqlite3_file,
    flags: c_int,
    out: *mut c_int,
) -> c_int {
    let system = BASE.load(Ordering::SeqCst);
    // SAFETY: `system` is the base; `file` has room for both files; `name` is a C string or null.
    unsafe {
        (*file).pMethods = ptr::null();
        let Some(open) = (*system).xOpen else {
            return ffi::SQLITE_CANTOPEN;
        };
        let answer = open(system, name, base(file), flags, out);
        if (*base(file)).pMethods.is_null() {
            return answer;
        }
        let kept = ffi::SQLITE_OPEN_MAIN_DB | ffi::SQLITE_OPEN_WAL | ffi::SQLITE_OPEN_MAIN_JOURNAL;
        let watched = file.cast::<Watched>();
        (*watched).path = if flags & kept != 0 && !name.is_null() {
            let path = named(name);
            disk::opened(&path);
            Box::into_raw(Box::new(path))
        } else {
            ptr::null_mut()
        };
        (*file).pMethods = &raw const METHODS;
        answer
    }
}

unsafe extern "C" fn delete(
    _: *mut ffi::sqlite3_vfs,
    name: *const c_char,
    sync_folder: c_int,
) -> c_int {
    let system = BASE.load(Ordering::SeqCst);
    // SAFETY: `system` is the base, `name` a C string.
    unsafe {
        disk::deleted(&named(name));
        match (*system).xDelete {
            Some(delete) => delete(system, name, sync_folder),
            None => ffi::SQLITE_IOERR,
        }
    }
}

/// # Safety
/// `name` must be a C string.
unsafe fn named(name: *const c_char) -> PathBuf {
    // SAFETY: the caller's promise.
    let name = unsafe { CStr::from_ptr(name) };
    PathBuf::from(std::ffi::OsStr::from_bytes(name.to_bytes()))
}

unsafe extern "C" fn close(file: *mut ffi::sqlite3_file) -> c_int {
    // SAFETY: SQLite closes a file once; the path came from a box.
    unsafe {
        let path = (*file.cast::<Watched>()).path;
        if !path.is_null() {
            drop(Box::from_raw(path));
        }
        let base = base(file);
        match (*(*base).pMethods).xClose {
            Some(close) => close(base),
            None => ffi::SQLITE_OK,
        }
    }
}

unsafe extern "C" fn write(
    file: *mut ffi::sqlite3_file,
    bytes: *const c_void,
    count: c_int,
    at: ffi::sqlite3_int64,
) -> c_int {
    // SAFETY: SQLite hands `count` bytes.
    unsafe {
        if let (Some(path), Ok(count), Ok(at)) =
            (path(file), usize::try_from(count), usize::try_from(at))
        {
            let bytes = std::slice::from_raw_parts(bytes.cast::<u8>(), count);
            disk::wrote(path, at, bytes);
        }
        let base = base(file);
        match (*(*base).pMethods).xWrite {
            Some(write) => write(base, bytes, count, at),
            None => ffi::SQLITE_IOERR,
        }
    }
}

unsafe extern "C" fn truncate(file: *mut ffi::sqlite3_file, size: ffi::sqlite3_int64) -> c_int {
    // SAFETY: as in `base`.
    unsafe {
        if let (Some(path), Ok(size)) = (path(file), usize::try_from(size)) {
            disk::truncated(path, size);
        }
        let base = base(file);
        match (*(*base).pMethods).xTruncate {
            Some(truncate) => truncate(base, size),
            None => ffi::SQLITE_IOERR,
        }
    }
}

unsafe extern "C" fn sync(file: *mut ffi::sqlite3_file, flags: c_int) -> c_int {
    // SAFETY: as in `base`.
    unsafe {
        if let Some(path) = path(file) {
            disk::synced(path);
        }
        let base = base(file);
        match (*(*base).pMethods).xSync {
            Some(sync) => sync(base, flags),
            None => ffi::SQLITE_IOERR,
        }
    }
}

/// Methods that the base answers alone.
macro_rules! handed_on {
    ($($name:ident => $method:ident($($arg:ident: $type:ty),*);)*) => { $(
        unsafe extern "C" fn $name(file: *mut ffi::sqlite3_file $(, $arg: $type)*) -> c_int {
            // SAFETY: as in `base`; the arguments are SQLite's own.
            unsafe {
                let base = base(file);
                match (*(*base).pMethods).$method {
                    Some(method) => method(base $(, $arg)*),
                    None => ffi::SQLITE_IOERR,
                }
            }
        }
    )* };
}

handed_on! {
    read => xRead(into: *mut c_void, count: c_int, at: ffi::sqlite3_int64);
    file_size => xFileSize(size: *mut ffi::sqlite3_int64);
    lock => xLock(level: c_int);
    unlock => xUnlock(level: c_int);
    check_reserved_lock => xCheckReservedLock(answer: *mut c_int);
    file_control => xFileControl(op: c_int, argument: *mut c_void);
    sector_size => xSectorSize();
    characteristics => xDeviceCharacteristics();
    shm_map => xShmMap(region: c_int, size: c_int, extend: c_int, at: *mut *mut c_void);
    shm_lock => xShmLock(offset: c_int, count: c_int, flags: c_int);
    shm_unmap => xShmUnmap(and_delete: c_int);
}

unsafe extern "C" fn shm_barrier(file: *mut ffi::sqlite3_file) {
    // SAFETY: as in `base`.
    unsafe {
        let base = base(file);
        if let Some(barrier) = (*(*base).pMethods).xShmBarrier {
            barrier(base);
        }
    }
}

/// Without mapped pages, so that every write passes here.
static METHODS: ffi::sqlite3_io_methods = ffi::sqlite3_io_methods {
    iVersion: 2,
    xClose: Some(close),
    xRead: Some(read),
    xWrite: Some(write),
    xTruncate: Some(truncate),
    xSync: Some(sync),
    xFileSize: Some(file_size),
    xLock: Some(lock),
    xUnlock: Some(unlock),
    xCheckReservedLock: Some(check_reserved_lock),
    xFileControl: Some(file_control),
    xSectorSize: Some(sector_size),
    xDeviceCharacteristics: Some(characteristics),
    xShmMap: Some(shm_map),
    xShmLock: Some(shm_lock),
    xShmBarrier: Some(shm_barrier),
    xShmUnmap: Some(shm_unmap),
    xFetch: None,
    xUnfetch: None,
};
