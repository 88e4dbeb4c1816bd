/**
 * @module Evaluated for the snapshot: `node:child_process` asks an op to write Node's arguments in the words of another command.
 * This command takes Node's own.
 */
(function () {
  const { ops } = __bootstrap.core;
  ops.op_node_translate_cli_args = (args, _isInPackage, isArguments) => {
    // The text of a shell is left as it is when this throws.
    if (!isArguments) throw new Error("A shell's command needs no translation");
    return { denoArgs: args, nodeOptions: [], useOpensslCa: false, needsNpmProcessState: false };
  };
  ops.op_bootstrap_unstable_args = () => [];
})();
