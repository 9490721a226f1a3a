const URL = /(https?:\/\/[^\s（）「」，。；、]+)/u;

/** A text whose addresses can be pressed; nothing else of it is read as markup. */
export function Linked({ text }: { text: string }) {
  return text.split(URL).map((part, index) =>
    index % 2 === 0 ? (
      part
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never change places
      <a key={index} href={part} target="_blank" rel="noreferrer">
        {part}
      </a>
    ),
  );
}
