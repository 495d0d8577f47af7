import { FileUp, Image, type LucideIcon, MapPin, Mic, Paperclip, Sticker, UserRound } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { useRef } from "react";

interface AttachMenuProps {
  isAllowed: boolean;
  sendFile: (file: File, voice?: boolean) => void;
  choosePlace: () => void;
  chooseContact: () => void;
}

interface Sample {
  label: string;
  icon: LucideIcon;
  path: string;
  type: string;
  voice?: boolean;
}

/** Files that come with the phone, for whoever has none at hand. */
const SAMPLES: readonly Sample[] = [
  { label: "A photo", icon: Image, path: "/photo.jpg", type: "image/jpeg" },
  { label: "A sticker", icon: Sticker, path: "/sticker.webp", type: "image/webp" },
  { label: "A voice note", icon: Mic, path: "/voice-note.ogg", type: "audio/ogg", voice: true },
];

/** The paper clip: what a customer sends besides words. */
export function AttachMenu({ isAllowed, sendFile, choosePlace, chooseContact }: AttachMenuProps) {
  const input = useRef<HTMLInputElement>(null);

  async function sendSample({ path, type, voice = false }: Sample): Promise<void> {
    const bytes = await (await fetch(path)).blob();
    sendFile(new File([bytes], path.slice(1), { type }), voice);
  }

  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        onChange={({ target }) => {
          for (const file of target.files ?? []) sendFile(file);
          target.value = "";
        }}
      />
      <DropdownMenu.Root modal={false}>
        <DropdownMenu.Trigger className="round clip" aria-label="Attach" disabled={!isAllowed}>
          <Paperclip />
        </DropdownMenu.Trigger>
        <DropdownMenu.Portal>
          <DropdownMenu.Content className="menu" side="top" align="start" sideOffset={6} collisionPadding={8}>
            <DropdownMenu.Item className="menu-item" onSelect={() => input.current?.click()}>
              <FileUp /> A file…
            </DropdownMenu.Item>
            <DropdownMenu.Item className="menu-item" onSelect={choosePlace}>
              <MapPin /> A place…
            </DropdownMenu.Item>
            <DropdownMenu.Item className="menu-item" onSelect={chooseContact}>
              <UserRound /> A contact…
            </DropdownMenu.Item>
            <DropdownMenu.Separator className="menu-line" />
            {SAMPLES.map((sample) => (
              <DropdownMenu.Item key={sample.path} className="menu-item" onSelect={() => void sendSample(sample)}>
                <sample.icon /> {sample.label}
              </DropdownMenu.Item>
            ))}
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      </DropdownMenu.Root>
    </>
  );
}
