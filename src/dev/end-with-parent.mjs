// Loaded into a server or worker by `--import`: when the process that started it is gone, however it went, it is told to stop.
// Without this a killed `npm start` would leave a server behind that holds the port. The server's own children inherit
// the option, and need their channel as it is.
if (/[\\/]((server|worker)\.(mjs|ts)|bin[\\/]next)$/.test(process.argv[1] ?? "")) {
  const end = () => process.kill(process.pid, "SIGTERM");
  process.on("disconnect", end);
  process.channel?.unref();
  if (!process.connected) end(); // it went before we got here
}
