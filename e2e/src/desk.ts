import { expect, type Locator, type Page, type Response } from "@playwright/test";
import type { Submitted } from "./world";

/** The marking desk as a tutor uses it. */
export class Desk {
  readonly page: Page;
  readonly commentField: Locator;
  readonly addComment: Locator;
  #moves = 0;

  constructor(page: Page) {
    this.page = page;
    this.commentField = page.getByLabel("Your comment");
    this.addComment = page.getByRole("button", { name: "Add comment" });
  }

  /** Goes to the list of what awaits feedback. */
  async enter(): Promise<void> {
    await this.page.goto("/desk");
    await expect(this.page.getByRole("heading", { level: 1 })).toHaveText("Marking desk");
  }

  /** Opens a task of that list; returns when its time is being counted. */
  async open({ student, name }: Submitted): Promise<void> {
    await this.page.getByRole("main").getByRole("link", { name: student }).click();
    await expect(this.page.getByRole("heading", { level: 1, name })).toBeVisible();
    await expect(this.page.getByText("Counting your time", { exact: true })).toBeVisible();
  }

  /** Moves the mouse a little, as readers do. */
  async move(): Promise<void> {
    this.#moves += 1;
    await this.page.mouse.move(300 + (this.#moves % 40) * 5, 400 + (this.#moves % 7) * 3);
  }
}

/** Whether this is the server's answer to beats that it took. */
export function isHeartbeat(response: Response): boolean {
  return response.url().includes("/api/trpc/tracker.heartbeat") && response.ok();
}
