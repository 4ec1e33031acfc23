#include "rules/library.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "rules/shipped.h"

namespace gouji {
namespace {

namespace fs = std::filesystem;

bool IsYaml(const fs::path& path) { return path.extension() == ".yaml" || path.extension() == ".yml"; }

class Gatherer {
 public:
  Gatherer(Lang lang, Diagnostics& diagnostics, std::vector<std::shared_ptr<const Source>>& sources)
      : lang_(lang), diagnostics_(diagnostics), sources_(sources) {}

  /// Files of the pack and of all it extends, base first.
  bool Gather(const std::string& name, const Source* from, Span where) {
    // The same folder may be named in many ways.
    std::error_code error;
    const fs::path whole = IsShipped(name) ? fs::path() : fs::weakly_canonical(name, error);
    const std::string key = whole.empty() ? name : whole.string();
    if (std::ranges::find(open_, key) != open_.end()) {
      Wrong(from, where, "规则包“" + name + "”的 extends 绕成了圈", "pack '" + name + "' extends itself");
      return false;
    }
    if (std::ranges::find(gathered_, key) != gathered_.end()) {
      return true;
    }
    asked_for_ = gathered_.empty() ? name : asked_for_;
    gathered_.push_back(key);
    open_.push_back(key);
    const bool good = IsShipped(name) ? GatherShipped(name) : GatherPath(name, from, where);
    open_.pop_back();
    return good;
  }

  std::vector<PackFile> files;
  bool trusted = true;
  std::vector<std::shared_ptr<const void>> keep;

 private:
  static bool IsShipped(std::string_view name) {
    const std::vector<std::string_view> shipped = ShippedPacks();
    return std::ranges::find(shipped, name) != shipped.end();
  }

  bool GatherShipped(const std::string& name) {
    std::vector<PackFile> own;
    for (const ShippedFile& file : ShippedFiles()) {
      if (file.pack == name) {
        const std::string path = "rules/" + name + "/" + std::string(file.name);
        own.push_back({Keep(std::make_shared<const Source>(path, Source::Lasting{file.text})), file.root});
      }
    }
    return Add(own, {});
  }

  bool GatherPath(const std::string& path, const Source* from, Span where) {
    std::error_code error;
    std::vector<fs::path> paths;
    if (fs::is_directory(path, error)) {
      for (const auto& entry : fs::directory_iterator(path, error)) {
        if (entry.is_regular_file(error) && IsYaml(entry.path())) {
          paths.push_back(entry.path());
        }
      }
      std::ranges::sort(paths);
      // The head of the pack comes first, whatever it sorts like.
      std::stable_partition(paths.begin(), paths.end(), [](const fs::path& each) { return each.stem() == "pack"; });
    } else if (fs::is_regular_file(path, error) && (from == nullptr || IsYaml(path))) {
      // What a pack of a stranger extends is read, and quoted in its mistakes, only where it can be a pack.
      paths.emplace_back(path);
    }
    if (paths.empty()) {
      std::vector<std::string_view> known = ShippedPacks();
      const std::string near(Nearest(path, known));
      Wrong(from, where,
            "找不到规则包“" + path + "”" +
                (near.empty() ? "：没有这个名字的规则包，也没有这样的文件夹或 YAML 文件" : DidYouMean(near, Lang::kZh)),
            "no rule pack '" + path + "'" +
                (near.empty() ? ": no pack of that name, no folder or YAML file there" : DidYouMean(near, Lang::kEn)));
      return false;
    }
    trusted = false;
    std::vector<PackFile> own;
    bool good = true;
    for (const fs::path& each : paths) {
      good = GatherFile(each, own) && good;
    }
    return Add(own, paths.front().parent_path()) && good;
  }

  bool GatherFile(const fs::path& path, std::vector<PackFile>& own) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    const Source* source = AddSource(path.string(), text.str());
    if (!in) {
      Wrong(source, {}, "读不了文件", "cannot read the file");
      return false;
    }
    std::shared_ptr<NodeTree> tree = ParseYaml(*source, lang_, {}, diagnostics_);
    if (tree == nullptr) {
      return false;
    }
    own.push_back({source, &tree->root()});
    keep.push_back(tree);
    return true;
  }

  /// `folder` is where the files stand. What they extend is looked for there, and beside it.
  bool Add(const std::vector<PackFile>& own, const fs::path& folder) {
    bool good = true;
    for (const PackFile& file : own) {
      const Node* extends = file.root->is_map() ? file.root->Find("extends") : nullptr;
      if (extends == nullptr) {
        continue;
      }
      for (const Node& base : extends->is_list() ? extends->items() : std::span<const Node>(extends, 1)) {
        std::string name(base.scalar());
        if (!IsShipped(name) && !fs::path(name).is_absolute() && !folder.empty()) {
          std::error_code error;
          const fs::path here = folder / name;
          const fs::path beside = folder.parent_path() / name;
          name = (fs::exists(here, error) || !fs::exists(beside, error) ? here : beside).lexically_normal().string();
        }
        good = Gather(name, file.source, base.where) && good;
      }
    }
    for (PackFile file : own) {
      file.layer = layers_;
      files.push_back(file);
    }
    ++layers_;
    return good;
  }

  const Source* AddSource(std::string name, std::string text) {
    return Keep(std::make_shared<const Source>(std::move(name), std::move(text)));
  }

  const Source* Keep(std::shared_ptr<const Source> source) {
    sources_.push_back(std::move(source));
    keep.push_back(sources_.back());
    return sources_.back().get();
  }

  void Wrong(const Source* from, Span where, std::string zh, std::string en) {
    if (from == nullptr) {
      from = AddSource(asked_for_.empty() ? "--rules" : asked_for_, "");
    }
    diagnostics_.Add(MakeTrouble(Trouble::kPack, *from, where, lang_ == Lang::kZh ? std::move(zh) : std::move(en)));
  }

  Lang lang_;
  Diagnostics& diagnostics_;
  std::vector<std::shared_ptr<const Source>>& sources_;
  int layers_ = 0;
  std::string asked_for_;              ///< the pack that all others are for, as it was named
  std::vector<std::string> open_;      ///< packs that extend the one being gathered
  std::vector<std::string> gathered_;  ///< all of them, once each
};

}  // namespace

std::vector<std::string_view> ShippedPacks() {
  std::vector<std::string_view> packs;
  for (const ShippedFile& file : ShippedFiles()) {
    if (packs.empty() || packs.back() != file.pack) {
      packs.push_back(file.pack);
    }
  }
  return packs;
}

std::vector<ShippedHead> ShippedHeads() {
  std::vector<ShippedHead> heads;
  std::string_view pack;
  for (const ShippedFile& file : ShippedFiles()) {
    if (heads.empty() || file.pack != pack) {
      heads.emplace_back();
      pack = file.pack;
    }
    const auto said = [&](std::string_view key, std::string_view before) {
      const Node* node = file.root->is_map() ? file.root->Find(key) : nullptr;
      return node == nullptr ? before : node->scalar();
    };
    heads.back() = {said("id", heads.back().id), said("version", heads.back().version)};
  }
  return heads;
}

std::unique_ptr<RulePack> OpenPack(std::string_view name_or_path, std::span<const Kind> kinds, Lang lang,
                                   Diagnostics& diagnostics, std::vector<std::shared_ptr<const Source>>& sources,
                                   KeyLog* keys, PatternLog* patterns) {
  Gatherer gatherer(lang, diagnostics, sources);
  if (!gatherer.Gather(std::string(name_or_path), nullptr, {})) {
    return nullptr;
  }
  auto pack = LoadPack(gatherer.files, kinds, lang, gatherer.trusted, diagnostics, keys, patterns);
  if (pack != nullptr) {
    pack->keep = std::move(gatherer.keep);
  }
  return pack;
}

}  // namespace gouji
