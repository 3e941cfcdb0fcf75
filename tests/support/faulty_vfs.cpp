#include "tests/support/faulty_vfs.h"

#include "core/base/rng.h"

#include <sqlite3.h>

#include <algorithm>
#include <atomic>
#include <cstring>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace fiducial::test {

namespace {

struct PendingWrite {
    std::int64_t offset;
    std::string bytes; ///< empty: the file was cut to `offset`
};

/// What the system's page cache would hold of one file.
struct Image {
    std::string bytes;
    std::vector<PendingWrite> pending; ///< since the last sync
    int openCount = 0;
};

struct Device {
    std::mutex mutex;
    std::map<std::string, std::shared_ptr<Image>> images;
    std::atomic<Fault> fault = Fault::None;
    std::atomic<int> opens = 0;
    sqlite3_vfs *real = nullptr;
};

Device &device()
{
    static Device instance;
    return instance;
}

struct File {
    sqlite3_file base;
    std::shared_ptr<Image> *image;
    sqlite3_file *real;
};

File *asFile(sqlite3_file *file)
{
    return reinterpret_cast<File *>(file);
}

sqlite3_file *realOf(sqlite3_file *file)
{
    return asFile(file)->real;
}

int writeFault()
{
    switch (device().fault.load()) {
    case Fault::None:
        return SQLITE_OK;
    case Fault::DiskIsFull:
        return SQLITE_FULL;
    case Fault::ReadOnly:
        return SQLITE_READONLY;
    case Fault::PowerIsOff:
    case Fault::DiskIsBroken:
        return SQLITE_IOERR_WRITE;
    }
    return SQLITE_IOERR_WRITE;
}

void applyTo(std::string &bytes, const PendingWrite &write)
{
    const auto offset = static_cast<std::size_t>(write.offset);
    if (write.bytes.empty()) {
        bytes.resize(offset);
        return;
    }
    bytes.resize(std::max(bytes.size(), offset + write.bytes.size()));
    std::copy(write.bytes.begin(), write.bytes.end(), bytes.begin() + write.offset);
}

int applyTo(sqlite3_file *real, const PendingWrite &write)
{
    if (write.bytes.empty())
        return real->pMethods->xTruncate(real, write.offset);
    return real->pMethods->xWrite(real, write.bytes.data(), static_cast<int>(write.bytes.size()), write.offset);
}

int closeFile(sqlite3_file *file)
{
    const std::lock_guard lock(device().mutex);
    --(*asFile(file)->image)->openCount;
    delete asFile(file)->image;
    const int answer = realOf(file)->pMethods ? realOf(file)->pMethods->xClose(realOf(file)) : SQLITE_OK;
    sqlite3_free(realOf(file));
    return answer;
}

int readFile(sqlite3_file *file, void *buffer, int amount, sqlite3_int64 offset)
{
    const std::lock_guard lock(device().mutex);
    const std::string &bytes = (*asFile(file)->image)->bytes;
    const auto size = static_cast<sqlite3_int64>(bytes.size());
    const auto available = static_cast<std::size_t>(std::clamp<sqlite3_int64>(size - offset, 0, amount));
    std::memset(buffer, 0, static_cast<std::size_t>(amount));
    if (available > 0)
        std::memcpy(buffer, bytes.data() + offset, available);
    return available == static_cast<std::size_t>(amount) ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
}

int addPending(sqlite3_file *file, PendingWrite write)
{
    if (const int fault = writeFault(); fault != SQLITE_OK)
        return fault;
    const std::lock_guard lock(device().mutex);
    Image &image = **asFile(file)->image;
    applyTo(image.bytes, write);
    image.pending.push_back(std::move(write));
    return SQLITE_OK;
}

int writeFile(sqlite3_file *file, const void *buffer, int amount, sqlite3_int64 offset)
{
    return addPending(file, {offset, std::string(static_cast<const char *>(buffer), static_cast<std::size_t>(amount))});
}

int truncateFile(sqlite3_file *file, sqlite3_int64 size)
{
    return addPending(file, {size, {}});
}

int syncFile(sqlite3_file *file, int flags)
{
    if (const int fault = writeFault(); fault != SQLITE_OK)
        return fault == SQLITE_IOERR_WRITE ? SQLITE_IOERR_FSYNC : fault;
    const std::lock_guard lock(device().mutex);
    Image &image = **asFile(file)->image;
    for (const PendingWrite &write : image.pending)
        if (const int answer = applyTo(realOf(file), write); answer != SQLITE_OK)
            return answer;
    image.pending.clear();
    return realOf(file)->pMethods->xSync(realOf(file), flags);
}

int fileSize(sqlite3_file *file, sqlite3_int64 *size)
{
    const std::lock_guard lock(device().mutex);
    *size = static_cast<sqlite3_int64>((*asFile(file)->image)->bytes.size());
    return SQLITE_OK;
}

// Locks and the shared memory of the write-ahead index are the real file's.
int lockFile(sqlite3_file *f, int level)
{
    return realOf(f)->pMethods->xLock(realOf(f), level);
}
int unlockFile(sqlite3_file *f, int level)
{
    return realOf(f)->pMethods->xUnlock(realOf(f), level);
}
int checkReserved(sqlite3_file *f, int *result)
{
    return realOf(f)->pMethods->xCheckReservedLock(realOf(f), result);
}
int fileControl(sqlite3_file *f, int operation, void *argument)
{
    if (operation == SQLITE_FCNTL_SIZE_HINT || operation == SQLITE_FCNTL_CHUNK_SIZE)
        return SQLITE_OK; // would lengthen the real file
    return realOf(f)->pMethods->xFileControl(realOf(f), operation, argument);
}
int sectorSize(sqlite3_file *f)
{
    return realOf(f)->pMethods->xSectorSize(realOf(f));
}
int characteristics(sqlite3_file *)
{
    return 0; // promises nothing: no atomic, no ordered, no powersafe writes
}
int shmMap(sqlite3_file *f, int region, int size, int extend, void volatile **memory)
{
    return realOf(f)->pMethods->xShmMap(realOf(f), region, size, extend, memory);
}
int shmLock(sqlite3_file *f, int offset, int count, int flags)
{
    return realOf(f)->pMethods->xShmLock(realOf(f), offset, count, flags);
}
void shmBarrier(sqlite3_file *f)
{
    realOf(f)->pMethods->xShmBarrier(realOf(f));
}
int shmUnmap(sqlite3_file *f, int remove)
{
    return realOf(f)->pMethods->xShmUnmap(realOf(f), remove);
}

const sqlite3_io_methods *methods()
{
    static const sqlite3_io_methods table = [] {
        sqlite3_io_methods m{};
        m.iVersion = 2; // no memory mapping
        m.xClose = closeFile;
        m.xRead = readFile;
        m.xWrite = writeFile;
        m.xTruncate = truncateFile;
        m.xSync = syncFile;
        m.xFileSize = fileSize;
        m.xLock = lockFile;
        m.xUnlock = unlockFile;
        m.xCheckReservedLock = checkReserved;
        m.xFileControl = fileControl;
        m.xSectorSize = sectorSize;
        m.xDeviceCharacteristics = characteristics;
        m.xShmMap = shmMap;
        m.xShmLock = shmLock;
        m.xShmBarrier = shmBarrier;
        m.xShmUnmap = shmUnmap;
        return m;
    }();
    return &table;
}

std::string contentsOf(sqlite3_file *real)
{
    sqlite3_int64 size = 0;
    real->pMethods->xFileSize(real, &size);
    std::string bytes(static_cast<std::size_t>(size), '\0');
    if (size > 0)
        real->pMethods->xRead(real, bytes.data(), static_cast<int>(size), 0);
    return bytes;
}

int openFile(sqlite3_vfs *, const char *name, sqlite3_file *file, int flags, int *outFlags)
{
    Device &d = device();
    file->pMethods = nullptr;
    if (d.fault == Fault::ReadOnly && (flags & SQLITE_OPEN_CREATE) && !(flags & SQLITE_OPEN_MAIN_DB))
        return SQLITE_CANTOPEN;
    auto *real = static_cast<sqlite3_file *>(sqlite3_malloc(d.real->szOsFile));
    std::memset(real, 0, static_cast<std::size_t>(d.real->szOsFile));
    const int answer = d.real->xOpen(d.real, name, real, flags, outFlags);
    if (answer != SQLITE_OK) {
        sqlite3_free(real);
        return answer;
    }
    const std::lock_guard lock(d.mutex);
    ++d.opens;
    std::shared_ptr<Image> &image = d.images[name ? name : "temporary" + std::to_string(d.opens)];
    // A file that was renamed or replaced since has other contents: what nobody has open and is synced is read again.
    if (!image || (image->openCount == 0 && image->pending.empty())) {
        image = std::make_shared<Image>();
        image->bytes = contentsOf(real);
    }
    ++image->openCount;
    asFile(file)->image = new std::shared_ptr<Image>(image);
    asFile(file)->real = real;
    file->pMethods = methods();
    return SQLITE_OK;
}

int deleteFile(sqlite3_vfs *, const char *name, int syncFolder)
{
    Device &d = device();
    if (d.fault == Fault::PowerIsOff)
        return SQLITE_IOERR_DELETE;
    const std::lock_guard lock(d.mutex);
    d.images.erase(name);
    return d.real->xDelete(d.real, name, syncFolder);
}

} // namespace

void installFaultyVfs()
{
    static sqlite3_vfs vfs;
    device().real = sqlite3_vfs_find(nullptr);
    vfs = *device().real;
    vfs.szOsFile = sizeof(File);
    vfs.zName = "faulty";
    vfs.xOpen = openFile;
    vfs.xDelete = deleteFile;
    sqlite3_vfs_register(&vfs, 1);
}

void setFault(Fault fault)
{
    device().fault = fault;
}

int faultyVfsOpens()
{
    return device().opens;
}

void restorePower(std::uint64_t seed)
{
    Device &d = device();
    const std::lock_guard lock(d.mutex);
    Rng rng(seed);
    for (const auto &[name, image] : d.images) {
        if (seed == 0 || image->pending.empty())
            continue;
        FILE *file = std::fopen(name.c_str(), "r+b");
        for (const PendingWrite &write : image->pending) {
            if (!file || write.bytes.empty() || rng.below(2) == 0)
                continue;
            std::fseek(file, static_cast<long>(write.offset), SEEK_SET);
            std::fwrite(write.bytes.data(), 1, rng.below(write.bytes.size()) + 1, file);
        }
        if (file)
            std::fclose(file);
    }
    d.images.clear();
    d.fault = Fault::None;
}

} // namespace fiducial::test
