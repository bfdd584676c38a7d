// The tape, in the thread of the sound: it hands on every block that the microphone gives.
class Tape extends AudioWorkletProcessor {
  process([[block]]) {
    if (block) this.port.postMessage(block.slice());
    return true;
  }
}

registerProcessor("tape", Tape);
