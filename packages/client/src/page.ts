/** What a page tells about the person before it. */
export interface PageListener {
  /** The person did something here. */
  input(typing: boolean): void;
  /** The page was shown or hidden, entered or left. `near`: its window has the focus, or the pointer is over it. */
  presence(visible: boolean, near: boolean): void;
  /** The page may never run again after this. */
  leaving(): void;
  network(online: boolean): void;
}

const INPUTS = ["pointermove", "pointerdown", "wheel", "touchstart", "touchmove", "keydown", "input", "scroll", "timeupdate"];

/**
 * Listens to a document until the function returned is called. Tells its presence at once.
 * `trusts`: whether an event comes from a person; scripts make events too.
 */
export function watchPage(document: Document, trusts: (event: Event) => boolean, listener: PageListener): () => void {
  const window = document.defaultView;
  let pointerOver = false;
  let shown: boolean | null = null;
  let near: boolean | null = null;
  let position = "";
  const ends: (() => void)[] = [];

  function listen(to: EventTarget | null, types: readonly string[], handle: (event: Event) => void): void {
    for (const type of types) {
      to?.addEventListener(type, handle, { capture: true, passive: true });
      ends.push(() => to?.removeEventListener(type, handle, { capture: true }));
    }
  }

  function look(): void {
    const visible = document.visibilityState === "visible";
    if (!visible) pointerOver = false;
    // Asked, not remembered: a window loses the focus to its own frames, too.
    const isNear = document.hasFocus() || pointerOver;
    if (visible === shown && isNear === near) return;
    shown = visible;
    near = isNear;
    listener.presence(visible, isNear);
  }

  listen(document, INPUTS, (event) => {
    if (!trusts(event) || !comesFromAPerson(event)) return;
    if (event.type.startsWith("pointer")) pointerOver = true;
    look();
    listener.input((event.type === "keydown" || event.type === "input") && isEditable(event));
  });
  listen(document, ["pointerout"], (event) => {
    // Nothing is entered: the pointer left the window.
    if (trusts(event) && "relatedTarget" in event && event.relatedTarget === null) {
      pointerOver = false;
      look();
    }
  });
  listen(window, ["focus", "blur"], look);
  listen(document, ["visibilitychange"], () => {
    look();
    if (!shown) listener.leaving();
  });
  listen(window, ["pagehide"], () => {
    pointerOver = false;
    shown = false;
    listener.presence(false, false);
    listener.leaving();
  });
  listen(window, ["pageshow"], look);
  listen(window, ["online"], () => listener.network(true));
  listen(window, ["offline"], () => listener.network(false));
  look();

  function comesFromAPerson(event: Event): boolean {
    if (event.type === "pointermove" && "screenX" in event && "screenY" in event) {
      // Browsers tell of a pointer at rest when the page moves below it.
      const here = `${String(event.screenX)},${String(event.screenY)}`;
      if (here === position) return false;
      position = here;
    }
    // A silent loop is decoration.
    if (event.type === "timeupdate") return !isDecoration(event.target);
    return true;
  }

  return () => {
    for (const end of ends) end();
  };
}

function isDecoration(media: EventTarget | null): boolean {
  return media !== null && "muted" in media && "loop" in media && media.muted === true && media.loop === true;
}

/** Whether what happened, happened in a field that one writes into. */
function isEditable(event: Event): boolean {
  const [field] = event.composedPath();
  if (field === undefined || !("tagName" in field)) return false;
  if ("isContentEditable" in field && field.isContentEditable === true) return true;
  if (field.tagName === "TEXTAREA") return true;
  const type = "type" in field ? String(field.type) : "text";
  return (
    field.tagName === "INPUT" &&
    !["button", "checkbox", "color", "file", "image", "radio", "range", "reset", "submit"].includes(type)
  );
}
