/** A sign of life: the person moved, pressed or scrolled; wrote; or media play, which needs nobody to touch anything. */
export type SignOfLife = "touch" | "typing" | "media";

/** What a page tells about the person before it. */
export interface PageListener {
  onLife(sign: SignOfLife): void;
  /** The page was shown or hidden, entered or left. `near`: its window has the focus, or the pointer is over it. */
  onPresence(visible: boolean, near: boolean): void;
  /** The page may never run again after this. */
  onLeaving(): void;
  onNetwork(online: boolean): void;
  /** Another page changed what this browser keeps. */
  onStorage(): void;
}

/** Not `scroll`: pages scroll by themselves, too. What a person scrolls with is here. */
const INPUTS = ["pointermove", "pointerdown", "wheel", "touchstart", "touchmove", "keydown", "input", "timeupdate"];
/** Fields that nobody types into. */
const PRESSED = ["button", "checkbox", "color", "file", "image", "radio", "range", "reset", "submit"];

/**
 * Listens to a document until the function returned is called. Tells its presence at once.
 * `trusts`: whether an event comes from a person; scripts make events too.
 */
export function watchPage(document: Document, trusts: (event: Event) => boolean, listener: PageListener): () => void {
  const window = document.defaultView;
  let pointerOver = false;
  let shown: boolean | null = null;
  let near: boolean | null = null;
  let pointerAt = "";
  const ends: (() => void)[] = [];

  function listen(to: EventTarget | null, types: readonly string[], handle: (event: Event) => void): void {
    for (const type of types) {
      to?.addEventListener(type, handle, { capture: true, passive: true });
      ends.push(() => to?.removeEventListener(type, handle, { capture: true }));
    }
  }

  function look(visible = document.visibilityState === "visible"): void {
    if (!visible) pointerOver = false;
    // Asked, not remembered: a window loses the focus to its own frames, too.
    const isNear = visible && (document.hasFocus() || pointerOver);
    if (visible === shown && isNear === near) return;
    shown = visible;
    near = isNear;
    listener.onPresence(visible, isNear);
  }

  /** Browsers tell of a pointer at rest when the page moves below it. */
  function isAtRest(event: Event): boolean {
    if (event.type !== "pointermove" || !("screenX" in event && "screenY" in event)) return false;
    const before = pointerAt;
    pointerAt = `${String(event.screenX)} ${String(event.screenY)}`;
    return pointerAt === before;
  }

  listen(document, INPUTS, (event) => {
    if (!trusts(event) || isAtRest(event) || isDecoration(event)) return;
    if (event.type.startsWith("pointer")) pointerOver = true;
    look();
    const writes = (event.type === "keydown" || event.type === "input") && isWritable(event.composedPath()[0]);
    listener.onLife(event.type === "timeupdate" ? "media" : writes ? "typing" : "touch");
  });
  listen(document, ["pointerout"], (event) => {
    // Left for nothing in this page: the pointer is outside.
    if (!trusts(event) || !("relatedTarget" in event) || event.relatedTarget !== null) return;
    pointerOver = false;
    look();
  });
  listen(window, ["focus", "blur", "pageshow"], () => look());
  listen(document, ["visibilitychange"], () => {
    look();
    if (shown === false) listener.onLeaving();
  });
  listen(window, ["pagehide"], () => {
    look(false);
    listener.onLeaving();
  });
  listen(window, ["storage"], () => listener.onStorage());
  listen(window, ["online"], () => listener.onNetwork(true));
  listen(window, ["offline"], () => listener.onNetwork(false));
  look();

  return () => {
    for (const end of ends) end();
  };
}

/** A silent loop plays for nobody. */
function isDecoration({ type, target }: Event): boolean {
  return (
    type === "timeupdate" &&
    target !== null &&
    "muted" in target &&
    "loop" in target &&
    target.muted === true &&
    target.loop === true
  );
}

function isWritable(field: EventTarget | undefined): boolean {
  if (field === undefined || !("tagName" in field)) return false;
  if (field.tagName === "TEXTAREA" || ("isContentEditable" in field && field.isContentEditable === true)) return true;
  return field.tagName === "INPUT" && "type" in field && !PRESSED.includes(String(field.type));
}
