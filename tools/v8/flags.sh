# shellcheck shell=bash
# Which flags of V8's build files are newer than the clangs at hand, and may be left out:
#   -fdiagnostics-show-inlining-chain        only changes messages
#   -fno-lifetime-dse                        switches an optimisation off that they do not have
#   -fsanitize-ignore-for-ubsan-feature=...  hides from the sources that two checks of the
#                                            UB sanitizer are on; seeing it, V8 reallocates
#                                            blocks whose spare bytes it uses, which is correct
# Sourced by the wrappers beside it.

# Leaves the arguments without those flags in `kept`.
keep_known_flags() {
  kept=()
  local argument
  for argument in "$@"; do
    case $argument in
      -fdiagnostics-show-inlining-chain | -fno-lifetime-dse | -fsanitize-ignore-for-ubsan-feature=*) ;;
      *) kept+=("$argument") ;;
    esac
  done
}
