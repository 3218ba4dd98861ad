using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace BotPartner.Benchmarks;

/// <summary>What is put to the proof by specs: runs them as they lie in the sources, built as they are tested.</summary>
internal static partial class Specs
{
    private static readonly (string What, string Filter)[] Groups =
    [
        ("who may what: every way in × role × relation, forged and confused", "FullyQualifiedName~.Access."),
        ("signatures and tokens, with their vectors", "FullyQualifiedName~SignatureSpecs|FullyQualifiedName~TokenSpecs|FullyQualifiedName~DoorwaySpecs"),
        ("what people write is inert on both platforms", "FullyQualifiedName~Inert"),
    ];

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(20);

    public static Trial Trial { get; } = new("access", "(runs specs; build tests/BotPartner.Tests first)", Run);

    private static async Task<IReadOnlyList<Finding>> Run(Asked asked)
    {
        var found = new List<Finding>();
        foreach (var (what, filter) in Groups)
        {
            var (passed, failed) = await Test(filter);
            found.Add(new(what, string.Create(CultureInfo.InvariantCulture, $"{passed} passed, {failed} failed"), "all", passed > 0 && failed == 0));
        }

        return found;
    }

    private static async Task<(int Passed, int Failed)> Test(string filter)
    {
        var start = new ProcessStartInfo("dotnet", ["test", "tests/BotPartner.Tests", "--no-build", "--filter", filter])
        {
            WorkingDirectory = Sources(),
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using var process = Offspring.Start(start);
        var said = await process.StandardOutput.ReadToEndAsync().WaitAsync(Patience);
        await process.WaitForExitAsync().WaitAsync(Patience);
        var (passed, failed) = (Sum(Passed().Matches(said)), Sum(Failed().Matches(said)));
        return (passed, process.ExitCode == 0 ? failed : Math.Max(1, failed));
    }

    private static string Sources()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "BotPartner.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("the specs are run from the sources");
        }

        return folder.FullName;
    }

    private static int Sum(MatchCollection matches) => matches.Sum(m => int.Parse(m.Groups["n"].Value, CultureInfo.InvariantCulture));

    [GeneratedRegex(@"Passed: +(?<n>\d+)", RegexOptions.ExplicitCapture, Timeout.Infinite)]
    private static partial Regex Passed();

    [GeneratedRegex(@"Failed: +(?<n>\d+)", RegexOptions.ExplicitCapture, Timeout.Infinite)]
    private static partial Regex Failed();
}
