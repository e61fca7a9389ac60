import ts from "typescript-5";

/** Nothing cut short, names of types spelled out. */
const IN_FULL = ts.TypeFormatFlags.NoTruncation | ts.TypeFormatFlags.InTypeAlias;

const HEAD = `/** How a single call is made. */
export interface CallOptions {
  /** Gives the call up. */
  readonly signal?: AbortSignal;
}

/** What every procedure rejects with when the server refused; \`data\` is missing if it was not reached. */
export interface ProcedureError extends Error {
  readonly data?: {
    readonly code: string;
    readonly httpStatus: number;
    /** What was wrong with the input, if that was it. */
    readonly field: string | null;
  };
}

/** Whatever JSON can say. */
export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
`;

/**
 * The typed procedures as a declaration file that imports nothing: what the checker knows of the router, written out. It
 * stands in for `procedures.ts` in the package that other front ends install.
 * @param entry path of `procedures.ts`; `options` as for the package itself. Throws an Error if a procedure is not understood.
 */
export function describeProcedures(entry: string, options: ts.CompilerOptions): string {
  const program = ts.createProgram([entry], { ...options, noEmit: true });
  const source = sourceOf(program, entry);
  const checker = program.getTypeChecker();

  const typeOf = (owner: ts.Type, name: string): ts.Type => {
    const property = checker.getPropertyOfType(owner, name);
    if (property === undefined) throw new Error(`${checker.typeToString(owner)} has no ${name}`);
    return checker.getTypeOfSymbolAtLocation(property, source);
  };
  const print = (type: ts.Type) => {
    // Of types that contain themselves only the name can be said; of these, one is known.
    const text = checker.typeToString(type, source, IN_FULL).replaceAll(/import\("[^"]*"\)\.JSONType\b/g, "Json");
    if (text.includes("import(")) throw new Error(`${text} cannot be said without an import`);
    return text;
  };

  function describe(type: ts.Type, indent: string): string {
    const lines = checker.getPropertiesOfType(type).map((property) => {
      const member = checker.getTypeOfSymbolAtLocation(property, source);
      const comment = ts.displayPartsToString(property.getDocumentationComment(checker)).replaceAll(/\s+/g, " ");
      const inner =
        checker.getPropertyOfType(member, "_def") === undefined ? describe(member, `${indent}  `) : call(member, indent);
      return `${comment === "" ? "" : `${indent}  /** ${comment} */\n`}${indent}  readonly ${property.name}: ${inner};`;
    });
    return `{\n${lines.join("\n")}\n${indent}}`;
  }

  function call(procedure: ts.Type, indent: string): string {
    const definition = typeOf(procedure, "_def");
    const kind = typeOf(definition, "type");
    if (!kind.isStringLiteral()) throw new Error(`${print(kind)} is no kind of procedure`);
    const how = { query: "query", mutation: "mutate" }[kind.value];
    if (how === undefined) throw new Error(`Nothing is known of a ${kind.value}`);
    const types = typeOf(definition, "$types");
    const input = typeOf(types, "input");
    const isOptional = (input.flags & (ts.TypeFlags.Void | ts.TypeFlags.Undefined)) !== 0;
    const parameter = isOptional ? "input?: undefined" : `input: ${print(input)}`;
    return `{\n${indent}    ${how}(${parameter}, options?: CallOptions): Promise<${print(typeOf(types, "output"))}>;\n${indent}  }`;
  }

  const record = typeOf(typeOf(routerType(checker, source), "_def"), "record");
  return `${HEAD}\n/** Every procedure of Tutor Times. */\nexport interface Procedures ${describe(record, "")}\n`;
}

function sourceOf(program: ts.Program, path: string): ts.SourceFile {
  const source = program.getSourceFile(path);
  if (source === undefined) throw new Error(`${path} cannot be read`);
  return source;
}

/** The type that `procedures.ts` imports. */
function routerType(checker: ts.TypeChecker, source: ts.SourceFile): ts.Type {
  for (const statement of source.statements) {
    const bindings = ts.isImportDeclaration(statement) ? statement.importClause?.namedBindings : undefined;
    if (bindings === undefined || !ts.isNamedImports(bindings)) continue;
    const router = bindings.elements.find(({ name }) => name.text === "AppRouter");
    const symbol = router === undefined ? undefined : checker.getSymbolAtLocation(router.name);
    if (symbol !== undefined) return checker.getDeclaredTypeOfSymbol(checker.getAliasedSymbol(symbol));
  }
  throw new Error(`${source.fileName} imports no AppRouter`);
}
