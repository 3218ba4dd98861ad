namespace BotPartner.Benchmarks;

/// <summary>What is measured, and how long.</summary>
internal sealed record Plan
{
    public const string Usage = """
        options: --duration SECONDS   of each round of each of the four loads (4)
                 --rounds N           how often the four take turns (5)
                 --voters N           partners with one delegate each, on each platform (3000)
                 --connections N      that vote at the same time (32)
                 --order N            voters of the decision whose first and last ballots are compared; 0 leaves it out (10000)
                 --only slack|teams   one platform alone
                 --flush MICROSECONDS what each flush of the disk takes longer than it does, as on another disk (0)
                 --keep               the folder with the stores is not deleted
        """;

    public TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(4);

    public int Rounds { get; init; } = 5;

    public int Voters { get; init; } = 3000;

    public int Connections { get; init; } = 32;

    public int Order { get; init; } = 10_000;

    public string? Only { get; init; }

    public bool Keep { get; init; }

    /// <summary>What a flush of the disk takes longer.</summary>
    public TimeSpan Flush { get; init; }

    /// <summary>The plan that the command line asks for; null if it is not understood.</summary>
    public static Plan? Read(string[] args)
    {
        var plan = new Plan();
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] == "--keep")
            {
                plan = plan with { Keep = true };
                continue;
            }

            var value = i + 1 < args.Length ? args[i + 1] : "";
            var number = int.TryParse(value, out var n) ? n : -1;
            if ((args[i++], number) switch
            {
                ("--duration", > 0 and <= 600) => plan with { Duration = TimeSpan.FromSeconds(number) },
                ("--rounds", > 0 and <= 100) => plan with { Rounds = number },
                ("--voters", >= 32 and <= 100_000) => plan with { Voters = number },
                ("--connections", > 0 and <= 1024) => plan with { Connections = number },
                ("--order", 0 or (>= 1000 and <= 100_000)) => plan with { Order = number },
                ("--flush", >= 0 and <= 100_000) => plan with { Flush = TimeSpan.FromMicroseconds(number) },
                ("--only", _) when value is "slack" or "teams" => plan with { Only = value },
                _ => null,
            } is not { } next)
            {
                return null;
            }

            plan = next;
        }

        return plan;
    }
}
