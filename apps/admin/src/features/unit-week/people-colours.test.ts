import { expect, test } from "vitest";
import { initialsOf, peopleColours } from "./people-colours";

test("a colour stays somebody's, in whatever order people are named", () => {
  expect(peopleColours([3, 1, 2]).get(2)).toBe(peopleColours([1, 2, 3]).get(2));
  expect(new Set(peopleColours([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]).values()).size).toBe(10);
});

test("initials are those of the first and the last name", () => {
  expect(initialsOf("Ada Lindqvist")).toBe("AL");
  expect(initialsOf("Carla Mendes Figueiredo")).toBe("CF");
  expect(initialsOf("Cher")).toBe("C");
});
