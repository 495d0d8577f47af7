import { useRef, useState } from "react";
import type { SentFile } from "../server";
import { readFile } from "./read-file";

/** What WhatsApp takes as a voice note, and the container that other browsers put the same sound into. */
const MIME_TYPE = ["audio/ogg;codecs=opus", "audio/mp4;codecs=opus", "audio/mp4"].find(
  (type) => typeof MediaRecorder !== "undefined" && MediaRecorder.isTypeSupported(type),
);

/** Whether this browser records what WhatsApp takes. */
export const canRecord = MIME_TYPE !== undefined && "mediaDevices" in navigator;

/** Records a voice note: the first call of `toggle` begins, the next one sends. */
export function useVoice(send: (file: SentFile) => void, refuse: (why: string) => void) {
  const recorder = useRef<MediaRecorder>(undefined);
  const [isRecording, setRecording] = useState(false);

  async function record(): Promise<void> {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true }).catch(() => undefined);
    if (stream === undefined) {
      refuse("The browser may not use the microphone.");
      return;
    }
    const sound = new MediaRecorder(stream, MIME_TYPE === undefined ? {} : { mimeType: MIME_TYPE });
    const parts: Blob[] = [];
    sound.addEventListener("dataavailable", ({ data }) => parts.push(data));
    sound.addEventListener("stop", () => {
      for (const track of stream.getTracks()) track.stop();
      setRecording(false);
      const [type = "audio/ogg"] = sound.mimeType.split(";");
      const file = new File(parts, "voice-note", { type });
      readFile(file).then(
        (read) => send({ ...read, voice: true }),
        (cause: unknown) => refuse((cause as Error).message),
      );
    });
    recorder.current = sound;
    sound.start();
    setRecording(true);
  }

  return { isRecording, toggle: () => (isRecording ? recorder.current?.stop() : void record()) };
}
