using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace BotPartner.Benchmarks;

/// <summary>A process that serves: the bot, or the bare endpoints.</summary>
internal sealed class Child : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly Process process;
    private readonly StrongBox<Action<string>?> hears;

    private Child(Process process, StrongBox<Action<string>?> hears, int port, TimeSpan ready) => (this.process, this.hears, Port, Ready) = (process, hears, port, ready);

    /// <summary>Hears what the process writes from now on; without it that goes to the error stream.</summary>
    public Action<string>? Hears
    {
        get => hears.Value;
        set => hears.Value = value;
    }

    /// <summary>Whether it still runs.</summary>
    public bool Alive => !process.HasExited;

    public int Port { get; }

    /// <summary>What the system calls the process.</summary>
    public int Id => process.Id;

    /// <summary>From the start of the process to its first answer of 200.</summary>
    public TimeSpan Ready { get; }

    public TimeSpan Processor
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>The memory of the process now, and the most it ever was, in MB.</summary>
    public (double Now, double Most) Memory
    {
        get
        {
            process.Refresh();
            return (process.WorkingSet64 / 1048576.0, process.PeakWorkingSet64 / 1048576.0);
        }
    }

    /// <summary>The bot on this store, with the sink as its Slack and its Teams.</summary>
    public static Task<Child> Bot(string store, Sink sink, params (string Name, string Value)[] settings)
    {
        var port = FreePort();
        var environment = new Dictionary<string, string>
        {
            // Development, since only there tokens need not be checked.
            ["DOTNET_ENVIRONMENT"] = "Development",
            ["Urls"] = $"http://127.0.0.1:{port}",
            ["Storage__Sqlite__Path"] = store,
            ["Slack__SigningSecret"] = Names.SigningSecret,
            ["Slack__BotToken"] = "xoxb-benchmark",
            ["Slack__ApiBaseUrl"] = sink.Url + "/api/",
            ["Slack__AllowedResponseHosts__0"] = sink.Url,
            ["Teams__AppId"] = Names.AppId,
            ["Teams__TenantId"] = Names.Tenant,
            ["Teams__ClientSecret"] = "benchmark",
            ["Teams__TokenEndpoint"] = sink.Url + "/token",
            ["Teams__AllowedServiceHosts__0"] = sink.Url,
            ["Teams__AllowUnauthenticated"] = "true",

            // Few voters stand for many here.
            ["Limits__PersonBurst"] = "1000000",
        };
        foreach (var (name, value) in settings)
        {
            environment[name] = value;
        }

        return Start(Path.GetDirectoryName(store)!, port, environment, Path.Combine(AppContext.BaseDirectory, "BotPartner.dll"));
    }

    /// <summary>The bare endpoints.</summary>
    /// <param name="folder">Where they keep their rows.</param>
    /// <param name="relaxed">Whether they do not wait for the disk.</param>
    public static Task<Child> Bare(string folder, bool relaxed = false)
    {
        var port = FreePort();
        var environment = new Dictionary<string, string> { [BareEndpoints.Synchronous] = relaxed ? "NORMAL" : "FULL" };
        folder = Directory.CreateDirectory(Path.Combine(folder, relaxed ? "relaxed" : "bare")).FullName;
        return Start(
            folder, port, environment, Path.Combine(AppContext.BaseDirectory, "BotPartner.Benchmarks.dll"), BareEndpoints.Argument, $"http://127.0.0.1:{port}", folder);
    }

    /// <summary>Ends the process hard, as a power cut would: what it acknowledged must be in its store.</summary>
    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }

    /// <summary>Asks the process to end, as an operator does.</summary>
    public async Task<(TimeSpan Took, int Code)> Terminate()
    {
        var watch = Stopwatch.StartNew();
        using var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(1));
        return (watch.Elapsed, process.ExitCode);
    }

    private static async Task<Child> Start(string folder, int port, Dictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, UseShellExecute = false };
        var watch = Stopwatch.StartNew();
        var started = Offspring.Start(start, [.. environment, .. Disk.Slow()]);
        var heard = new StrongBox<Action<string>?>();
        started.OutputDataReceived += (_, line) => (heard.Value ?? Console.Error.WriteLine)(line.Data ?? "");
        started.BeginOutputReadLine();
        using var http = new HttpClient { Timeout = Patience };
        while (watch.Elapsed < Patience && !started.HasExited)
        {
            try
            {
                if ((await http.GetAsync(new Uri($"http://127.0.0.1:{port}/health/live"))).StatusCode == HttpStatusCode.OK)
                {
                    return new(started, heard, port, watch.Elapsed);
                }
            }
            catch (Exception not) when (not is HttpRequestException or TaskCanceledException)
            {
                // Not listening yet, or not answering.
            }

            await Task.Delay(5);
        }

        started.Kill();
        throw new TimeoutException($"{Path.GetFileName(arguments[0])} did not become ready");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
