using System.Runtime.InteropServices;
using BotPartner;
using BotPartner.Archives;
using BotPartner.Manifests;
using BotPartner.Records;

try
{
    if (VerifyCommand.Of(args) is { } verify)
    {
        await using var input = Console.OpenStandardInput();
        return await verify.Run(input, Console.Out, Console.Error, CancellationToken.None);
    }

    if (ManifestsCommand.Of(args) is { } manifests)
    {
        return await manifests.Run(Console.Out, Console.Error, CancellationToken.None);
    }

    if (ArchiveCommand.Of(args) is { } command)
    {
        using var interrupted = new CancellationTokenSource();
        void Interrupt(PosixSignalContext signal)
        {
            signal.Cancel = true;
            interrupted.Cancel();
        }

        using var keyboard = PosixSignalRegistration.Create(PosixSignal.SIGINT, Interrupt);
        using var system = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Interrupt);
        return await command.Run(Console.Out, Console.Error, interrupted.Token);
    }

    await Bot.Build(args).RunAsync();
    return 0;
}
catch (ConfigurationException wrong)
{
    await Console.Error.WriteLineAsync(wrong.Message);
    return 1;
}
