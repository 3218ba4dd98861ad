using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace BotPartner.Benchmarks;

/// <summary>All trials, or some, and one table of what they found.</summary>
internal static class Holding
{
    public const string Usage = """
        hold [TRIAL…] [--short]   every trial (or those named), and one table; exit code 1 if something does not hold
        """;

    private static readonly Trial[] Trials =
    [
        Loading.Sustained, Loading.Beyond, Loading.Long, Ratio.Trial, Specs.Trial, Hostile.HostileTrial.Trial, Hostile.NeighboursTrial.Trial,
        new("crash", Crashes.Killing.Usage, Crashes.Killing.OnSqlite),
        new("crash-cosmos", Crashes.Killing.Usage, Crashes.Killing.OnCosmos),
        Stopping.Trial, FullDisk.Trial, BackingUp.Trial,
    ];

    /// <summary>Runs what the command line asks for.</summary>
    /// <returns>The exit code; null if it asks for something else.</returns>
    public static async Task<int?> Run(string[] args)
    {
        if (args is not [var first, .. var rest])
        {
            return null;
        }

        var words = first == "hold" ? rest : args;
        var numbers = new Dictionary<string, int>();
        var named = new List<string>();
        var brief = false;
        for (var i = 0; i < words.Length; i++)
        {
            if (words[i] == "--short")
            {
                brief = true;
            }
            else if (words[i].StartsWith("--", StringComparison.Ordinal) && i + 1 < words.Length
                && int.TryParse(words[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                numbers[words[i++][2..]] = number;
            }
            else
            {
                named.Add(words[i]);
            }
        }

        if (named.Except(Trials.Select(t => t.Name)).Any() || (named.Count == 0 && first != "hold"))
        {
            return null;
        }

        return await Run([.. Trials.Where(t => named.Count == 0 || named.Contains(t.Name))], new(brief, numbers));
    }

    private static async Task<int> Run(Trial[] trials, Asked asked)
    {
        var table = new StringBuilder("| trial | what | measured | wanted | holds | command |\n|---|---|---|---|---|---|\n");
        var holds = true;
        foreach (var trial in trials)
        {
            var start = Stopwatch.GetTimestamp();
            var before = Machine.Taken;
            Console.Error.WriteLine($"== {trial.Name}");
            var findings = await Try(trial, asked);
            if (Machine.TakenSince(before) is { } taken && !asked.Short)
            {
                findings = [.. findings, new("of the processors’ time taken by others on the machine beneath this one", taken.ToString("0 %", CultureInfo.InvariantCulture), "about 0, or times mean little", null)];
            }

            foreach (var found in findings)
            {
                var verdict = found.Holds switch { true => "yes", false => "**no**", null => "" };
                table.Append(CultureInfo.InvariantCulture, $"| {trial.Name} | {found.What} | {found.Measured} | {found.Wanted} | {verdict} | `{Command(trial, asked)}` |\n");
                holds &= found.Holds is not false;
            }

            Console.Error.WriteLine($"== {trial.Name}: {Stopwatch.GetElapsedTime(start).TotalSeconds:0} s");
        }

        Console.WriteLine(table);
        return holds ? 0 : 1;
    }

    /// <summary>Runs one. That it broke is found, too, and takes no other's place in the table.</summary>
    private static async Task<IReadOnlyList<Finding>> Try(Trial trial, Asked asked)
    {
        try
        {
            return await trial.Run(asked);
        }
#pragma warning disable CA1031 // Whatever broke it.
        catch (Exception broken)
#pragma warning restore CA1031
        {
            Console.Error.WriteLine(broken);
            return [new("the trial broke off", broken.Message.ReplaceLineEndings(" ").Replace('|', '/'), "it ends", false)];
        }
    }

    private static string Command(Trial trial, Asked asked) =>
        string.Join(' ', ["hold", trial.Name, .. asked.Numbers.Select(n => $"--{n.Key} {n.Value}"), .. asked.Short ? ["--short"] : Array.Empty<string>()]);

    /// <summary>The options of all trials.</summary>
    public static string Options => string.Join('\n', Trials.Select(t => $"{"  hold " + t.Name,-26}{t.Usage}"));
}
