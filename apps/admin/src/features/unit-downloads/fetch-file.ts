/** How much of a file has come, in bytes; `total` null: the server does not say how long it is. */
export interface Progress {
  readonly received: number;
  readonly total: number | null;
}

export interface FetchedFile {
  readonly blob: Blob;
  /** What the server calls it. */
  readonly name: string | undefined;
}

/** Fetches a file and tells meanwhile how much of it has come. Throws where the server does not give it. */
export async function fetchFile(href: string, onProgress: (progress: Progress) => void): Promise<FetchedFile> {
  const answer = await fetch(href);
  if (!answer.ok || answer.body === null) throw new Error(`The server answered ${answer.status}`);
  const length = answer.headers.get("content-length");
  // What is sent packed is longer once it is unpacked: then nothing can be said of the whole.
  const total = length === null || answer.headers.has("content-encoding") ? null : Number(length);
  let received = 0;
  const parts: BlobPart[] = [];
  const reader = answer.body.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    parts.push(part.value);
    received += part.value.byteLength;
    onProgress({ received, total });
  }
  const type = answer.headers.get("content-type");
  return {
    blob: new Blob(parts, type === null ? {} : { type }),
    name: /filename="([^"]+)"/.exec(answer.headers.get("content-disposition") ?? "")?.[1],
  };
}
