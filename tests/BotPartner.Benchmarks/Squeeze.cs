using System.Runtime.InteropServices;

namespace BotPartner.Benchmarks;

/// <summary>Makes a machine small: a process is stopped and let go many times a second, so that it runs for a share of the time.
/// Where signals are not to be had, it runs freely.</summary>
internal sealed partial class Squeeze : IAsyncDisposable
{
    private const int Stop = 19;
    private const int Continue = 18;
    private const int Period = 40;
    private readonly CancellationTokenSource over = new();
    private readonly Task turns;

    /// <param name="process">Its id.</param>
    /// <param name="share">The share of the time that it runs, in percent.</param>
    public Squeeze(int process, int share) => turns = OperatingSystem.IsLinux() ? Task.Run(() => Turns(process, share)) : Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        await turns;
        over.Dispose();
    }

    private async Task Turns(int process, int share)
    {
        var (running, stopped) = (Period * share / 100, Period - (Period * share / 100));
        while (!over.IsCancellationRequested)
        {
            _ = Kill(process, Stop);
            await Task.Delay(stopped);
            _ = Kill(process, Continue);
            await Task.Delay(running);
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Kill(int process, int signal);
}
