# shellcheck shell=bash
# V8's sources: the crate, what its package leaves out, and the GN configuration.
# Sourced by ../build-v8 (uses its `work`, `say`, `fail` and toolchain.sh's `sysroot`).

# Fetches crates at exact versions. Each line of standard input is `name version`.
# `cargo vendor` checks their checksums and lays them out as <folder>/<name>-<version>.
vendor_crates() { # folder
  local manifest=$1.manifest name version
  mkdir -p "$manifest/src"
  : >"$manifest/src/lib.rs"
  {
    printf '[package]\nname = "sources"\nversion = "0.0.0"\nedition = "2021"\n[workspace]\n[dependencies]\n'
    while read -r name version; do
      # Several versions of one crate may be asked for, so each needs a key of its own.
      printf '"%s_%s" = { package = "%s", version = "=%s", default-features = false }\n' \
        "$name" "${version//[.+]/_}" "$name" "${version%%+*}"
    done
  } >"$manifest/Cargo.toml"
  rm -rf "$1.part"
  cargo vendor --quiet --versioned-dirs --manifest-path "$manifest/Cargo.toml" "$1.part" >/dev/null
  mv "$1.part" "$1"
}

# Objects hold the names of their sources as seen from the build folder: under another name than this one, they could
# not be compared, byte for byte, with those of the archive in vendor/v8.
readonly SOURCE_FOLDER=v8src

fetch_v8() {
  local source=$work/$SOURCE_FOLDER crates=$work/crates-v8
  if grep -qsx "version = \"$V8_VERSION\"" "$source/Cargo.toml"; then
    say "sources: v8 $V8_VERSION is there"
  else
    say "sources: fetching v8 $V8_VERSION"
    rm -rf "$crates"
    printf '%s\n' "v8 $V8_VERSION" "deno_core_icudata $ICUDATA_VERSION" | vendor_crates "$crates"
    # The package leaves ICU's data out.
    local data=$crates/deno_core_icudata-$ICUDATA_VERSION/src/icudtl.dat
    install -D -m 644 "$data" "$crates/v8-$V8_VERSION/third_party/icu/common/icudtl.dat"
    # It names a toolchain of its own, which rustup would go and fetch.
    rm -f "$crates/v8-$V8_VERSION/rust-toolchain.toml"
    rm -rf "$source"
    mv "$crates/v8-$V8_VERSION" "$source"
    rm -rf "$crates" "$crates.manifest"
  fi
  # Some build files name the compiler by this path even when another sysroot is set.
  ln -sfn "$sysroot" "$source/third_party/rust-toolchain"
}

configure() {
  say 'configure: gn gen'
  local arguments=(
    # As the crate's build.rs asks for this target.
    is_debug=false
    use_custom_libcxx=true
    v8_enable_sandbox=false
    v8_enable_pointer_compression=false
    v8_enable_v8_checks=false
    rusty_v8_enable_simdutf=true
    v8_monolithic_for_shared_library=true
    "clang_base_path=\"$work/clang\""
    # A compiler of another version warns about other things.
    treat_warnings_as_errors=false
    "clang_version=\"$CLANG_VERSION\""
    # V8 as a library needs no GLib, and the build files would look for its headers.
    use_glib=false
    use_lld=true
    # No debug info: the archive is 158 MB without it.
    symbol_level=0
    v8_symbol_level=0
    # rustc's LLVM is not the linker's.
    toolchain_supports_rust_thin_lto=false
    "rust_sysroot_absolute=\"$sysroot\""
    "rustc_version=\"$rust_version\""
    "rust_bindgen_root=\"$work/bindgen\""
  )
  "$work/venv/bin/gn" --root="$work/$SOURCE_FOLDER" --script-executable="$work/venv/bin/python" \
    gen "$work/gn_out" --args="${arguments[*]}" >&2
}

# Cargo packs no crate inside a crate, so Chromium's copies of Rust crates are missing.
# The build files state which versions they are.
fetch_rust_crates() {
  local rust=$work/$SOURCE_FOLDER/third_party/rust folder crates=$work/crates-rust
  local vendored=$rust/chromium_crates_io/vendor
  [[ ! -d $vendored ]] || { say 'sources: the Rust crates are there'; return; }
  local folders=() wanted=()
  mapfile -t folders < <("$work/venv/bin/ninja" -C "$work/gn_out" -t commands rusty_v8 |
    grep -oE 'chromium_crates_io/vendor/[^/ ]+' | sed 's|.*/||' | sort -u)
  ((${#folders[@]})) || fail 'The build names no Rust crate' 'the build files of this version differ from what this script knows'
  for folder in "${folders[@]}"; do
    wanted+=("$(crate_of_folder "$rust" "$folder")")
  done
  say "sources: fetching ${#folders[@]} Rust crates"
  rm -rf "$crates"
  printf '%s\n' "${wanted[@]}" | vendor_crates "$crates"
  rm -rf "$vendored.part"
  mkdir -p "$vendored.part"
  local index
  for index in "${!folders[@]}"; do
    cp -r "$crates/${wanted[index]/ /-}" "$vendored.part/${folders[index]}"
  done
  mv "$vendored.part" "$vendored"
  rm -rf "$crates" "$crates.manifest"
}

# Prints `name version` of the crate that the build files expect in a folder such as `syn-v2`.
crate_of_folder() { # third_party/rust, folder
  local build name version
  build=$(grep -lF "crates_io/vendor/$2/" "$1"/*/v*/BUILD.gn | head -n 1) || true
  [[ -n $build ]] || fail "No build file describes the crate folder \`$2\`"
  name=$(sed -nE 's/^ *cargo_pkg_name = "(.*)"/\1/p' "$build" | head -n 1)
  version=$(sed -nE 's/^ *cargo_pkg_version = "(.*)"/\1/p' "$build" | head -n 1)
  [[ -n $name && -n $version ]] || fail "\`$build\` does not state name and version of its crate"
  printf '%s %s\n' "$name" "$version"
}
