/** A model of schema.prisma: one table. */
export interface Model {
  readonly name: string;
  readonly table: string;
  readonly remark: string;
  readonly columns: readonly Column[];
  readonly relations: readonly Relation[];
  /** Columns of the primary key. */
  readonly key: readonly string[];
  readonly uniques: readonly (readonly string[])[];
  readonly indexes: readonly Index[];
}

export interface Column {
  readonly name: string;
  readonly type: string;
  readonly nullable: boolean;
  readonly fallback: string | undefined;
  readonly remark: string;
}

/** A foreign key, on the side that holds it. */
export interface Relation {
  readonly column: string;
  /** Name of the model it refers to. */
  readonly target: string;
  readonly nullable: boolean;
}

export interface Index {
  readonly columns: readonly string[];
  /** Only where the schema names it. */
  readonly name: string | undefined;
}

/** Reads the models of a schema.prisma in the order in which they stand there. */
export function parseSchema(schema: string): Model[] {
  const blocks = [...schema.matchAll(/((?:^\/\/\/.*\n)*)^model (\w+) \{\n([\s\S]*?)^\}/gm)];
  const names = new Set(blocks.map(([, , name]) => name ?? ""));
  return blocks.map(([, remark = "", name = "", body = ""]) => parseModel(name, joinRemark(remark), body, names));
}

function parseModel(name: string, remark: string, body: string, models: ReadonlySet<string>): Model {
  const fields = parseFields(body);
  const columnOf = new Map(fields.map((field) => [field.name, mappedName(field.rest) ?? field.name]));
  const columnsOf = (list: string) => list.split(",").map((field) => columnOf.get(field.trim()) ?? field.trim());
  const blockKey = /@@id\(\[([^\]]*)\]/.exec(body)?.[1];
  // Remarks call columns by Prisma's names.
  const inColumnNames = (text: string) =>
    text.replace(/`(\w+)`/g, (quoted, field) => `\`${columnOf.get(field) ?? quoted.slice(1, -1)}\``);
  const ownColumns = fields.filter(({ type }) => !models.has(type));
  return {
    name,
    remark: inColumnNames(remark),
    table: /@@map\("([^"]+)"\)/.exec(body)?.[1] ?? name,
    columns: ownColumns.map((field) => toColumn({ ...field, remark: inColumnNames(field.remark) })),
    relations: fields.flatMap(({ type, suffix, rest }) => {
      const column = /fields: \[([^\]]*)\]/.exec(rest)?.[1];
      return column === undefined
        ? []
        : columnsOf(column).map((name) => ({ column: name, target: type, nullable: suffix === "?" }));
    }),
    key:
      blockKey === undefined
        ? ownColumns.filter(({ rest }) => /@id\b/.test(rest)).map(({ name }) => columnOf.get(name) ?? name)
        : columnsOf(blockKey),
    uniques: [
      ...ownColumns.filter(({ rest }) => /@unique\b/.test(rest)).map(({ name }) => [columnOf.get(name) ?? name]),
      ...[...body.matchAll(/@@unique\(\[([^\]]*)\]/g)].map(([, list = ""]) => columnsOf(list)),
    ],
    indexes: [...body.matchAll(/@@index\(\[([^\]]*)\](?:, map: "([^"]+)")?/g)].map(([, list = "", name]) => ({
      columns: columnsOf(list),
      name,
    })),
  };
}

interface Field {
  readonly name: string;
  readonly type: string;
  readonly suffix: string;
  /** Its attributes. */
  readonly rest: string;
  readonly remark: string;
}

function parseFields(body: string): Field[] {
  const lines = [...body.matchAll(/((?:^ *\/\/\/.*\n)*)^ {2}(\w+) +(\w+)(\?|\[\])? *(.*)$/gm)];
  return lines.map(([, remark = "", name = "", type = "", suffix = "", rest = ""]) => ({
    name,
    type,
    suffix,
    rest,
    remark: joinRemark(remark),
  }));
}

function toColumn({ name, type, suffix, rest, remark }: Field): Column {
  return {
    name: mappedName(rest) ?? name,
    type: `${columnType(type, rest)}${suffix === "[]" ? "[]" : ""}`,
    nullable: suffix === "?",
    fallback: /@default\((?!autoincrement)((?:[^()]|\(\))*)\)/.exec(rest)?.[1],
    remark,
  };
}

const TYPES: Record<string, string> = {
  BigInt: "bigint",
  Int: "integer",
  Float: "double precision",
  String: "text",
  Boolean: "boolean",
  Json: "jsonb",
  Bytes: "bytea",
};

function columnType(type: string, rest: string): string {
  const native = /@db\.(\w+(?:\(\d+\))?)/.exec(rest)?.[1]?.toLowerCase();
  const known = native ?? TYPES[type];
  if (known === undefined) throw new Error(`schema.prisma has a type that the data model's generator does not know: ${type}`);
  return known;
}

function mappedName(attributes: string): string | undefined {
  return /@map\("([^"]+)"\)/.exec(attributes)?.[1];
}

/** The text of the `///` lines above something. */
function joinRemark(lines: string): string {
  return lines
    .split("\n")
    .map((line) => line.replace(/^ *\/\/\/ ?/, ""))
    .join(" ")
    .trim();
}
