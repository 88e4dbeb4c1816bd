/**
 * The parameters of a path, read from its text by the type checker.
 *
 * @module
 */

/**
 * The parameters of a path: `PathParams<"/users/:id/*rest">` is `{ id: string; rest: string }`. Those that may be
 * missing are optional; of a path that is not known as a literal, any name may be there.
 *
 * @example
 * ```ts
 * import type { PathParams } from "racejs";
 *
 * const params: PathParams<"/files/:name.:ext?"> = { name: "report" };
 * console.log(params.name, params.ext); // report undefined
 * ```
 */
export type PathParams<Path extends string> = string extends Path
  ? Readonly<Record<string, string>>
  : NamedParams<ScanPath<Path, [], never>>;

/** A parameter that was found in a path. */
interface FoundParam {
  name: string;
  optional: boolean;
}

type NamedParams<Found extends FoundParam> = Flattened<
  & { readonly [Param in Found as Param["optional"] extends false ? Param["name"] : never]: string }
  & { readonly [Param in Found as Param["optional"] extends true ? Param["name"] : never]?: string }
>;

type Flattened<Type> = { [Key in keyof Type]: Type[Key] };

/** Goes through a path; `Groups` has an element for each `{` that is open. */
type ScanPath<Text extends string, Groups extends readonly 0[], Found extends FoundParam> =
  Text extends `\\${infer _Escaped}${infer Rest}` ? ScanPath<Rest, Groups, Found>
  : Text extends `:"${infer Name}"${infer Rest}` ? ScanAfterName<Rest, Groups, Found, Name>
  : Text extends `:${infer Rest}` ? ScanName<Rest, Groups, Found, "", ":">
  : Text extends `*"${infer Name}"${infer Rest}` ? ScanPath<Rest, Groups, Found | { name: Name; optional: false }>
  : Text extends `*${infer Rest}` ? ScanName<Rest, Groups, Found, "", "*">
  : Text extends `{${infer Rest}` ? ScanPath<Rest, [...Groups, 0], Found>
  : Text extends `}${infer Rest}` ? ScanPath<Rest, Groups extends readonly [0, ...infer Outer extends 0[]] ? Outer : [], Found>
  : Text extends `${infer _Char}${infer Rest}` ? ScanPath<Rest, Groups, Found>
  : Found;

type ScanName<
  Text extends string,
  Groups extends readonly 0[],
  Found extends FoundParam,
  Name extends string,
  Kind extends ":" | "*",
> = Text extends `${infer Char extends NameChar}${infer Rest}` ? ScanName<Rest, Groups, Found, `${Name}${Char}`, Kind>
  : Kind extends ":" ? ScanAfterName<Text, Groups, Found, Name>
  // A wildcard without a name is called `*`. Where it matches nothing it is an empty text.
  : ScanPath<Text, Groups, Found | { name: Name extends "" ? "*" : Name; optional: false }>;

type ScanAfterName<Text extends string, Groups extends readonly 0[], Found extends FoundParam, Name extends string> =
  Text extends `(${infer Rest}` ? ScanAfterExpression<SkipExpression<Rest, []>, Groups, Found, Name>
  : ScanAfterExpression<Text, Groups, Found, Name>;

type ScanAfterExpression<Text extends string, Groups extends readonly 0[], Found extends FoundParam, Name extends string> =
  Text extends `${"?" | "*"}${infer Rest}` ? ScanPath<Rest, Groups, Found | { name: Name; optional: true }>
  : ScanPath<Text, Groups, Found | { name: Name; optional: Groups extends readonly [] ? false : true }>;

/** What follows an expression in parentheses; `Open` has an element for each further parenthesis that is open. */
type SkipExpression<Text extends string, Open extends readonly 0[]> =
  Text extends `\\${infer _Escaped}${infer Rest}` ? SkipExpression<Rest, Open>
  : Text extends `(${infer Rest}` ? SkipExpression<Rest, [...Open, 0]>
  : Text extends `)${infer Rest}` ? (Open extends readonly [0, ...infer Outer extends 0[]] ? SkipExpression<Rest, Outer> : Rest)
  : Text extends `${infer _Char}${infer Rest}` ? SkipExpression<Rest, Open>
  : "";

type NameChar = Letter | Uppercase<Letter> | "0" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" | "_" | "$";

type Letter =
  | "a" | "b" | "c" | "d" | "e" | "f" | "g" | "h" | "i" | "j" | "k" | "l" | "m"
  | "n" | "o" | "p" | "q" | "r" | "s" | "t" | "u" | "v" | "w" | "x" | "y" | "z";
