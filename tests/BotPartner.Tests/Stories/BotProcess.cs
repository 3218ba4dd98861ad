using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace BotPartner.Tests.Stories;

/// <summary>The bot as operators run it: a process of its own, by the system's time, that can be killed.</summary>
internal sealed partial class BotProcess : IDisposable
{
    private readonly Process process;
    private readonly ConcurrentQueue<string> lines = new();
    private readonly TaskCompletionSource<Uri> listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private BotProcess(string[] arguments)
    {
        // Beside the tests, with all it needs: they are built on it.
        var start = new ProcessStartInfo("dotnet", [typeof(Bot).Assembly.Location, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        process = Process.Start(start)!;
        process.OutputDataReceived += (_, e) => Heard(e.Data);
        process.ErrorDataReceived += (_, e) => Heard(e.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>What it logged as an error.</summary>
    public IEnumerable<string> Errors => lines.Where(l => l.StartsWith("fail:", StringComparison.Ordinal) || l.StartsWith("crit:", StringComparison.Ordinal));

    /// <summary>Starts it; returns when it listens.</summary>
    public static async Task<(BotProcess Process, Uri Url)> Start(string[] arguments, CancellationToken cancellation)
    {
        var bot = new BotProcess(arguments);
        try
        {
            return (bot, await bot.listening.Task.WaitAsync(TimeSpan.FromMinutes(1), TimeProvider.System, cancellation));
        }
        catch
        {
            bot.Dispose();
            throw;
        }
    }

    /// <summary>SIGKILL: it is not asked, and does nothing any more.</summary>
    public async Task Kill()
    {
        process.Kill();
        await process.WaitForExitAsync(CancellationToken.None);
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
        if (line is null)
        {
            listening.TrySetException(new InvalidOperationException($"The bot ended before it listened: {string.Join('\n', lines)}"));
            return;
        }

        lines.Enqueue(line);
        if (Listening().Match(line) is { Success: true } match)
        {
            listening.TrySetResult(new(match.Groups["url"].Value));
        }
    }

    [GeneratedRegex(@"Now listening on: (?<url>http://\S+)", RegexOptions.ExplicitCapture, Timeout.Infinite)]
    private static partial Regex Listening();
}
