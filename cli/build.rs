fn main() {
    deno_napi::print_linker_flags("racejs");
}
