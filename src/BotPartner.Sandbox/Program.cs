using BotPartner.Sandbox;

return await TryOut.Run(args);
