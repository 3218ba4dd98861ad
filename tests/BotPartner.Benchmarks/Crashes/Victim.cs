using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace BotPartner.Benchmarks.Crashes;

/// <summary>The bot as operators run it: a process of its own, that is killed and never asked.</summary>
internal sealed partial class Victim : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private readonly Process process;
    private readonly Logbook logbook;
    private readonly ConcurrentQueue<string> first = [];
    private readonly TaskCompletionSource<Uri> listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Victim(Process process, Logbook logbook)
    {
        (this.process, this.logbook) = (process, logbook);
        process.OutputDataReceived += (_, line) => Heard(line.Data);
        process.ErrorDataReceived += (_, line) => Heard(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>When it was started.</summary>
    public DateTimeOffset Started { get; } = DateTimeOffset.UtcNow;

    /// <summary>From the start until it listened; null if it was killed before.</summary>
    public TimeSpan? Took { get; private set; }

    /// <summary>Where it listens, once it does.</summary>
    public Task<Uri> Listening => listening.Task.WaitAsync(Patience);

    public bool Ready => listening.Task.IsCompletedSuccessfully;

    /// <summary>Starts it; does not wait until it listens.</summary>
    /// <param name="folder">Where it runs.</param>
    /// <param name="settings">What it is told.</param>
    /// <param name="logbook">Takes what it logs.</param>
    public static Victim Start(string folder, IEnumerable<KeyValuePair<string, string>> settings, Logbook logbook)
    {
        return new(
            Offspring.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "BotPartner.dll"), .. settings.Select(s => $"--{s.Key}={s.Value}"), .. Logbook.Settings, "--Urls=http://127.0.0.1:0"])
            {
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
            }),
            logbook);
    }

    /// <summary>SIGKILL: it does nothing any more when this returns.</summary>
    public async Task<DateTimeOffset> Kill()
    {
        var died = DateTimeOffset.UtcNow;
        process.Kill();
        await process.WaitForExitAsync();
        return died;
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }

        process.Dispose();
    }

    private void Heard(string? line)
    {
        if (line is not null && first.Count < 60)
        {
            first.Enqueue(line);
        }

        if (line is null)
        {
            // One that is killed before it listens never will; nobody may be left to hear of it.
            listening.TrySetException(new InvalidOperationException($"the bot ended before it listened: {string.Join('\n', first)}"));
            _ = listening.Task.Exception;
        }
        else if (Address().Match(line) is { Success: true } match)
        {
            Took ??= DateTimeOffset.UtcNow - Started;
            listening.TrySetResult(new(match.Groups["url"].Value));
        }
        else
        {
            logbook.Hear(line);
        }
    }

    [GeneratedRegex(@"Now listening on: (?<url>http://\S+)", RegexOptions.ExplicitCapture, Timeout.Infinite)]
    private static partial Regex Address();
}
