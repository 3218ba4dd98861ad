using System.Diagnostics;
using BotPartner.Tests.House;

namespace BotPartner.Tests.FarSides;

/// <summary>The npm project of what others wrote. Where it is not installed its tests are skipped in words; in CI they fail.</summary>
internal static class NodeProject
{
    // Some hundreds of cards in three languages, on a machine that others use, too.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private static string Folder => Environment.GetEnvironmentVariable("BOTPARTNER_FAR_SIDES") ?? Path.Combine(Source.Root, "tests", "far-sides");

    /// <summary>Skips the test, or in CI fails it, if the packages are not there.</summary>
    public static void MustBeInstalled()
    {
        if (Directory.Exists(Path.Combine(Folder, "node_modules")))
        {
            return;
        }

        const string Remedy = "needs the npm packages of tests/far-sides: run 'npm ci --ignore-scripts' there";
        Assert.False(Environment.GetEnvironmentVariable("CI") == "true", Remedy);
        Assert.Skip(Remedy);
    }

    /// <summary>Starts a script; its standard input is ours.</summary>
    public static Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("node", arguments)
        {
            WorkingDirectory = Folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return Process.Start(start)!;
    }

    /// <summary>Runs a script to its end; what it printed is in the message if it says that something is wrong.</summary>
    public static async Task<string> Run(string input, params string[] arguments)
    {
        using var process = Start(arguments);
        using var late = new CancellationTokenSource(Patience, TimeProvider.System);
        try
        {
            var error = process.StandardError.ReadToEndAsync(late.Token);
            var output = process.StandardOutput.ReadToEndAsync(late.Token);
            await process.StandardInput.WriteAsync(input.AsMemory(), late.Token);
            process.StandardInput.Close();
            await process.WaitForExitAsync(late.Token);
            Assert.True(process.ExitCode == 0, $"{await output}\n{await error}");
            return await output;
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }
}
