# What building gouji takes on Debian 12, and how to get it. Sourced by scripts/gouji, scripts/test and .ci/run.
# shellcheck shell=bash disable=SC2034

# poppler-utils is what reads PDF.
build_packages=(
  g++ cmake ninja-build pkg-config libicu-dev libyaml-cpp-dev libcli11-dev nlohmann-json3-dev libfmt-dev libpugixml-dev
  libre2-dev libgumbo-dev libminizip-dev zlib1g-dev poppler-utils
)
test_packages=("${build_packages[@]}" doctest-dev python3)

say() { echo "gouji: $*" >&2; }

# Runs a command as root, or says that it cannot.
as_root() {
  if [[ $(id -u) == 0 ]]; then
    "$@"
  elif command -v sudo >/dev/null && { sudo -n true 2>/dev/null || [[ -t 0 && -t 2 ]]; }; then
    sudo "$@"
  else
    return 1
  fi
}

# Prints those of the named packages that are not installed.
missing_packages() {
  local package
  for package in "$@"; do
    [[ $(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null) == installed ]] || echo "$package"
  done
}

# Installs what is missing of the named packages. Where that cannot be done, says what to do by hand.
install_packages() {
  if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
    say "this is not Debian: if the build fails, install what these Debian packages hold: $*"
    return 0
  fi
  local missing log
  mapfile -t missing < <(missing_packages "$@")
  ((${#missing[@]} == 0)) && return 0
  say "installing ${missing[*]}"
  log=$(mktemp)
  # The lists of a fresh machine are empty or old, but fetching them is slow, so only when it fails without.
  local install=(env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${missing[@]}")
  if as_root "${install[@]}" >"$log" 2>&1 </dev/null ||
    { as_root apt-get update >>"$log" 2>&1 </dev/null && as_root "${install[@]}" >>"$log" 2>&1 </dev/null; }; then
    rm -f "$log"
    return 0
  fi
  tail -n 20 "$log" >&2
  rm -f "$log"
  say "could not install what is missing; as root, run:"
  say "  apt-get update && apt-get install ${missing[*]}"
  return 1
}

# install_once STAMP PACKAGE...: as install_packages, and remembers in STAMP that it was done.
install_once() {
  local stamp=$1
  shift
  [[ $stamp -nt ${BASH_SOURCE[0]} ]] && return 0
  install_packages "$@" || return 1
  touch "$stamp"
}

# configure ROOT PRESET: where it is not done yet, or was done by other presets or for another folder.
configure() {
  local root=$1 build=$1/build/$2
  if [[ -f $build/build.ninja && ! $root/CMakePresets.json -nt $build/build.ninja ]] &&
    grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$root" "$build/CMakeCache.txt"; then
    return 0
  fi
  rm -f "$build/CMakeCache.txt"
  (cd "$root" && cmake --preset "$2")
}
