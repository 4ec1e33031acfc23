#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rules/pack.h"

namespace gouji {

/// Names of the packs that ship with gouji, in order.
std::vector<std::string_view> ShippedPacks();

/// What the shipped packs say of themselves, in the same order, without loading them.
struct ShippedHead {
  std::string_view id;
  std::string_view version;
};
std::vector<ShippedHead> ShippedHeads();

/// Loads a shipped pack by name, or a user's from a folder (all *.yaml in it, by name) or a file, with the packs it
/// extends. Mistakes go to `diagnostics`, which may view `sources`; null when there is any.
std::unique_ptr<RulePack> OpenPack(std::string_view name_or_path, std::span<const Kind> kinds, Lang lang,
                                   Diagnostics& diagnostics, std::vector<std::shared_ptr<const Source>>& sources,
                                   KeyLog* keys = nullptr, PatternLog* patterns = nullptr);

}  // namespace gouji
