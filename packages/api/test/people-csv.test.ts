import { describe, expect, it } from "vitest";
import { peopleOfCsv } from "../src/people-csv";

const HEADER = "username,email,first_name,last_name,system_role,unit,unit_role";

describe("a CSV file of people", () => {
  it("may begin with a byte order mark, quote what it likes, and leave out what it does not say", () => {
    const text = `\uFEFF${HEADER}\r\ngrace,grace@example.edu,Grace,"Hopper, ""Amazing""",tutor,SIT101,convenor\r\n\r\nada, ada@example.edu ,Ada,Lovelace,,,\r\n`;
    expect(peopleOfCsv(text)).toEqual([
      {
        line: 2,
        username: "grace",
        email: "grace@example.edu",
        firstName: "Grace",
        lastName: 'Hopper, "Amazing"',
        systemRole: "tutor",
        unitCode: "SIT101",
        unitRole: "convenor",
      },
      {
        line: 4,
        username: "ada",
        email: "ada@example.edu",
        firstName: "Ada",
        lastName: "Lovelace",
        systemRole: "student",
        unitCode: null,
        unitRole: null,
      },
    ]);
    expect(peopleOfCsv("username,email,first_name,last_name\na,a@b,A,B")).toMatchObject([
      { systemRole: "student", unitRole: null },
    ]);
  });

  it.each([
    ["nothing", "", /it holds nobody/],
    ["a header alone", HEADER, /it holds nobody/],
    ["no column of addresses", "username,first_name,last_name\na,A,B", /the column email is missing/],
    ["too few fields", `${HEADER}\na,a@b,A`, /csv is invalid: .*line 2/],
    ["an open quote", `${HEADER}\n"a,a@b`, /csv is invalid: .*quote/i],
    ["a role that is none", `${HEADER}\na,a@b,A,B,king,,`, /^Line 2: system_role is invalid: "king"/],
    ["a unit role that is none", `${HEADER}\na,a@b,A,B,,SIT101,king`, /^Line 2: unit_role is invalid: "king"/],
    ["a unit without a role", `${HEADER}\na,a@b,A,B,,SIT101,`, /^Line 2: unit_role is invalid/],
    ["a prototype key for a column", `__proto__,${HEADER}\nx,a,a@b,A,B,king,,`, /^Line 2: system_role is invalid/],
  ])("with %s is refused, and says where", (_what, text, message) => {
    expect(() => peopleOfCsv(text)).toThrow(message);
  });
});
