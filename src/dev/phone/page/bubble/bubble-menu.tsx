import { Copy, Ellipsis, Pencil, Reply, Trash2 } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import type { Bubble } from "../../page-model";
import type { BubbleActs } from "./acts";

const EMOJIS = ["👍", "❤️", "😂", "😮", "😢", "🙏"];
/** WhatsApp lets one correct a message for a quarter of an hour. */
const EDIT_MS = 15 * 60_000;

interface BubbleMenuProps {
  bubble: Bubble;
  acts: BubbleActs;
}

/** React, reply, copy; correct and delete what is one's own. */
export function BubbleMenu({ bubble, acts }: BubbleMenuProps) {
  const mine = bubble.reactions?.find(({ from }) => from === "customer")?.emoji;
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger className="round more" aria-label="React, reply and more">
        <Ellipsis />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          className="menu"
          sideOffset={4}
          collisionPadding={8}
          // Reply and correct go on in the box: the focus must not come back here.
          onCloseAutoFocus={(event) => event.preventDefault()}
        >
          <DropdownMenu.Group className="emojis" aria-label="React">
            {EMOJIS.map((emoji) => (
              <DropdownMenu.Item
                key={emoji}
                className="menu-emoji"
                data-mine={mine === emoji || undefined}
                aria-label={mine === emoji ? `Take ${emoji} back` : `React with ${emoji}`}
                onSelect={() => acts.react(bubble, mine === emoji ? "" : emoji)}
              >
                {emoji}
              </DropdownMenu.Item>
            ))}
          </DropdownMenu.Group>
          <DropdownMenu.Separator className="menu-line" />
          <MenuActs bubble={bubble} acts={acts} />
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

/** Drawn when the menu opens, so that the time for correcting is the time now. */
function MenuActs({ bubble, acts }: BubbleMenuProps) {
  const isMine = bubble.from === "customer";
  const isWords = isMine && bubble.text !== "" && bubble.kind === undefined && !bubble.media && !bubble.answers;
  return (
    <>
      <DropdownMenu.Item className="menu-item" onSelect={() => acts.reply(bubble)}>
        <Reply /> Reply
      </DropdownMenu.Item>
      {bubble.text && (
        <DropdownMenu.Item className="menu-item" onSelect={() => void navigator.clipboard.writeText(bubble.text)}>
          <Copy /> Copy
        </DropdownMenu.Item>
      )}
      {isWords && isRecent(bubble) && (
        <DropdownMenu.Item className="menu-item" onSelect={() => acts.edit(bubble)}>
          <Pencil /> Correct
        </DropdownMenu.Item>
      )}
      {isMine && (
        <DropdownMenu.Item className="menu-item bad" onSelect={() => acts.revoke(bubble)}>
          <Trash2 /> Delete for everyone
        </DropdownMenu.Item>
      )}
    </>
  );
}

const isRecent = ({ at }: Bubble) => Date.now() - Date.parse(at) < EDIT_MS;
