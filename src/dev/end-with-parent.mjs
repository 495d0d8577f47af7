// Loaded into a child by `--import`: when the process that started it is gone, however it went, the child is told to stop.
// Without this a killed `npm start` would leave a server behind that holds the port.
process.on("disconnect", () => process.kill(process.pid, "SIGTERM"));
process.channel?.unref();
