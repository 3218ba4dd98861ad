using System.Runtime.InteropServices;
using BotPartner;
using BotPartner.Archives;
using BotPartner.Doctor;
using BotPartner.Manifests;
using BotPartner.Records;
using BotPartner.Storage.Sqlite;

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

    if (DoctorCommand.Of(args) is { } doctor)
    {
        return await doctor.Run(Console.Out, far: null, adjust: null, CancellationToken.None);
    }

    if (BackupCommand.Of(args) is { } backup)
    {
        return await Interruptible(stop => backup.Run(Console.Out, Console.Error, stop));
    }

    if (ArchiveCommand.Of(args) is { } command)
    {
        return await Interruptible(stop => command.Run(Console.Out, Console.Error, stop));
    }

    var bot = Bot.Build(args);
    Stopping.Insist(bot);
    await bot.RunAsync();
    return 0;
}
catch (ConfigurationException wrong)
{
    await Console.Error.WriteLineAsync(wrong.Message);
    return 1;
}

static async Task<int> Interruptible(Func<CancellationToken, Task<int>> run)
{
    using var interrupted = new CancellationTokenSource();
    void Interrupt(PosixSignalContext signal)
    {
        signal.Cancel = true;
        interrupted.Cancel();
    }

    using var keyboard = PosixSignalRegistration.Create(PosixSignal.SIGINT, Interrupt);
    using var system = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Interrupt);
    return await run(interrupted.Token);
}
