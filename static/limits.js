// What can be told of a file before a byte of it is sent. The server judges everything anew.

/** Why a file would be refused, by the page's own codes; nothing, if it may be sent. */
export function refusalOf(file, form, room) {
  const { maxFileBytes, maxZipBytes, extensions } = form.dataset;
  const extension = extensionOf(file.name);
  if (file.size === 0) {
    return "empty";
  }
  if (promisesSomethingElse(extension, extensions.split(" "))) {
    return "kind";
  }
  if (extension === "zip" && file.size > Number(maxZipBytes)) {
    return "zip-too-large";
  }
  // A zip under another name may be larger than other files; it is named for what it is when it has come.
  if (extension !== "zip" && file.size > Number(maxFileBytes)) {
    return "too-large";
  }
  if (room.documents < 1) {
    return "too-many";
  }
  return file.size > room.bytes ? "no-room" : undefined;
}

function extensionOf(name) {
  const dot = name.lastIndexOf(".");
  return dot > 0 ? name.slice(dot + 1).toLowerCase() : "";
}

/** "brev nr. 2" and "møte 21.11.2026" have a dot, not an extension. */
function promisesSomethingElse(extension, permitted) {
  const looksLikeOne = /^[a-z0-9]+$/.test(extension) && /[a-z]/.test(extension);
  return looksLikeOne && !permitted.includes(extension);
}
