# shellcheck shell=bash
# Which headers V8's sources have in common: read once and kept in the compiler's own form, they
# take half of the time off. The code is the same with them and without; an object may get a
# constant that nothing uses, of a header that its source does not need.
# Sourced by the wrapper `clang`, whose `compile` it uses; the current folder is the build's.

# Prints the headers that most sources of a group need. Groups with few sources have none.
common_headers() { # group, as in obj/v8/<group>/<source>.o
  case $1 in
    v8_base_without_compiler)
      printf '%s\n' src/api/api-inl.h src/execution/isolate-inl.h src/heap/heap-inl.h src/objects/objects-inl.h ;;
    v8_compiler)
      printf '%s\n' src/compiler/js-heap-broker-inl.h src/compiler/turboshaft/assembler.h src/objects/objects-inl.h ;;
    v8_initializers | torque_generated_initializers)
      printf '%s\n' src/builtins/builtins-{array,call,collections,promise,regexp,typed-array}-gen.h \
        src/codegen/code-stub-assembler-inl.h src/heap/factory-inl.h src/ic/binary-op-assembler.h \
        src/torque/runtime-support.h src/wasm/wasm-module.h ;;
  esac
}

# Leaves in `precompiled` what to add to the compiler's arguments for this object: nothing where
# its group has no common headers, or they do not go together with its flags.
find_precompiled() { # the compiler's arguments
  precompiled=()
  local object group
  object=$(argument_of -o "$@")
  [[ $object =~ ^obj/v8/([a-z0-9_]+)/[^/]+\.o$ ]] || return 0
  group=${BASH_REMATCH[1]}
  local headers=pch/$group.h kept=pch/$group.pch none=pch/$group.none
  if [[ ! -e $kept && ! -e $none ]]; then
    local common
    common=$(common_headers "$group")
    [[ -n $common ]] || return 0
    mkdir -p pch
    # Several compilers come here at the same time.
    {
      flock 9
      if [[ ! -e $kept && ! -e $none ]]; then
        # shellcheck disable=SC2001  # a line for each
        sed 's/.*/#include "&"/' <<<"$common" >"$headers"
        precompile "$headers" "$kept" "$@" || touch "$none"
      fi
    } 9>"pch/$group.lock"
  fi
  [[ ! -e $kept ]] || precompiled=(-include-pch "$kept")
}

precompile() { # headers, result, the compiler's arguments for a source
  local headers=$1 result=$2 arguments=() argument is_value=
  shift 2
  for argument in "$@"; do
    if [[ -n $is_value ]]; then
      is_value=
      continue
    fi
    case $argument in
      -o | -MF | -c) is_value=yes ;;
      -MD | -fmodule-name=*) ;;
      *) arguments+=("$argument") ;;
    esac
  done
  compile "${arguments[@]}" -x c++-header -Xclang -emit-pch -c "$headers" -o "$result.part" 2>"$headers.log" &&
    mv "$result.part" "$result"
}

argument_of() { # option, arguments
  local option=$1
  shift
  while (($#)); do
    [[ $1 != "$option" ]] || { printf '%s' "${2:-}"; return; }
    shift
  done
}
