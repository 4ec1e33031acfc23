#include "input/package.h"

#include <minizip/unzip.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <map>

#include "input/ascii.h"

namespace gouji {
namespace {

constexpr std::uint64_t kMaxInflated = 64U << 20U;
constexpr std::uint64_t kMaxPart = 24U << 20U;  ///< of one part that is parsed: its tree is many times as large
constexpr std::uint64_t kMaxRatio = 200;
constexpr std::uint64_t kRatioFrom = 1U << 20U;  ///< small parts may shrink as they like
constexpr std::uint64_t kMaxMembers = 10'000;

/// Bytes in memory as minizip wants a file: read only, one position.
class MemoryFile {
 public:
  explicit MemoryFile(std::string_view bytes) : bytes_(bytes) {}

  zlib_filefunc64_def Functions() {
    zlib_filefunc64_def functions{};
    functions.opaque = this;
    functions.zopen64_file = [](voidpf self, const void*, int) -> voidpf { return self; };
    functions.zread_file = [](voidpf self, voidpf, void* to, uLong wanted) -> uLong {
      return static_cast<MemoryFile*>(self)->Read(to, wanted);
    };
    functions.zwrite_file = [](voidpf, voidpf, const void*, uLong) -> uLong { return 0; };
    functions.ztell64_file = [](voidpf self, voidpf) -> ZPOS64_T { return static_cast<MemoryFile*>(self)->at_; };
    functions.zseek64_file = [](voidpf self, voidpf, ZPOS64_T to, int origin) -> long {
      return static_cast<MemoryFile*>(self)->Seek(to, origin);
    };
    functions.zclose_file = [](voidpf, voidpf) -> int { return 0; };
    functions.zerror_file = [](voidpf, voidpf) -> int { return 0; };
    return functions;
  }

 private:
  uLong Read(void* to, uLong wanted) {
    const auto count = std::min<std::size_t>(wanted, bytes_.size() - at_);
    if (count > 0) std::memcpy(to, bytes_.data() + at_, count);
    at_ += count;
    return static_cast<uLong>(count);
  }

  long Seek(ZPOS64_T to, int origin) {
    const std::size_t from = origin == ZLIB_FILEFUNC_SEEK_CUR   ? at_
                             : origin == ZLIB_FILEFUNC_SEEK_END ? bytes_.size()
                                                                : 0;
    const ZPOS64_T target = from + to;
    if (target > bytes_.size()) return -1;
    at_ = static_cast<std::size_t>(target);
    return 0;
  }

  std::string_view bytes_;
  std::size_t at_ = 0;
};

}  // namespace

class Package::Archive {
 public:
  explicit Archive(std::string_view bytes) : file_(bytes) {
    zlib_filefunc64_def functions = file_.Functions();
    zip_ = unzOpen2_64("", &functions);
    if (zip_ == nullptr) {
      fault_ = Fault::kDamaged;
      return;
    }
    List();
  }
  ~Archive() {
    if (zip_ != nullptr) unzClose(zip_);
  }
  Archive(const Archive&) = delete;
  Archive& operator=(const Archive&) = delete;

  Fault fault() const { return fault_; }
  bool Has(std::string_view part) const { return members_.contains(LowerAscii(part)); }
  bool HasFolder(std::string_view folder) const {
    const auto at = members_.lower_bound(folder);
    return at != members_.end() && at->first.starts_with(folder);
  }

  std::optional<std::string> Read(std::string_view part) {
    const auto member = members_.find(LowerAscii(part));
    if (member == members_.end()) return std::nullopt;
    unz64_file_pos position = member->second.position;
    if (member->second.bytes > kMaxPart) return Fail(Fault::kTooLarge);
    if (unzGoToFilePos64(zip_, &position) != UNZ_OK || unzOpenCurrentFile(zip_) != UNZ_OK) return Fail(Fault::kDamaged);
    std::string bytes;
    std::array<char, 1U << 15U> buffer{};
    int count = 0;
    while ((count = unzReadCurrentFile(zip_, buffer.data(), static_cast<unsigned>(buffer.size()))) > 0) {
      bytes.append(buffer.data(), static_cast<std::size_t>(count));
      // The size in the directory is only a claim.
      if (bytes.size() > kMaxPart) {
        unzCloseCurrentFile(zip_);
        return Fail(Fault::kTooLarge);
      }
    }
    // Closing compares the checksum.
    const int closed = unzCloseCurrentFile(zip_);
    if (count < 0 || closed != UNZ_OK || bytes.size() != member->second.bytes) return Fail(Fault::kDamaged);
    return bytes;
  }

 private:
  struct Member {
    unz64_file_pos position{};
    std::uint64_t bytes = 0;
  };

  std::nullopt_t Fail(Fault fault) {
    fault_ = fault;
    return std::nullopt;
  }

  void List() {
    std::uint64_t total = 0;
    int status = unzGoToFirstFile(zip_);
    for (; status == UNZ_OK; status = unzGoToNextFile(zip_)) {
      unz_file_info64 info{};
      std::array<char, 1024> name{};
      Member member;
      if (unzGetCurrentFileInfo64(zip_, &info, name.data(), name.size() - 1, nullptr, 0, nullptr, 0) != UNZ_OK ||
          unzGetFilePos64(zip_, &member.position) != UNZ_OK) {
        fault_ = Fault::kDamaged;
        return;
      }
      member.bytes = info.uncompressed_size;
      total += member.bytes;
      const bool bomb = member.bytes > kRatioFrom && member.bytes / kMaxRatio > info.compressed_size;
      if (bomb || total > kMaxInflated || members_.size() >= kMaxMembers) {
        fault_ = bomb ? Fault::kBomb : total > kMaxInflated ? Fault::kTooLarge : Fault::kManyMembers;
        return;
      }
      constexpr uLong kEncryptedFlag = 1;
      if ((info.flag & kEncryptedFlag) != 0) {
        fault_ = Fault::kEncrypted;
        return;
      }
      std::string key = LowerAscii(name.data());
      std::ranges::replace(key, '\\', '/');
      members_.emplace(std::move(key), member);
    }
    if (status != UNZ_END_OF_LIST_OF_FILE || members_.empty()) fault_ = Fault::kDamaged;
  }

  MemoryFile file_;
  unzFile zip_ = nullptr;
  Fault fault_ = Fault::kNone;
  std::map<std::string, Member, std::less<>> members_;
};

Package::Package(std::string_view bytes) : archive_(std::make_unique<Archive>(bytes)) {}
Package::~Package() = default;
Fault Package::fault() const { return archive_->fault(); }
bool Package::Has(std::string_view part) const { return archive_->Has(part); }
bool Package::HasFolder(std::string_view folder) const { return archive_->HasFolder(folder); }
std::optional<std::string> Package::Read(std::string_view part) { return archive_->Read(part); }

}  // namespace gouji
