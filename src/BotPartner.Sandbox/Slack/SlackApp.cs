using BotPartner.Sandbox.Wire;

namespace BotPartner.Sandbox.Slack;

/// <summary>What all workspaces of one app share: who they are, and the codes of installations under way.</summary>
internal sealed class SlackApp
{
    private static readonly TimeSpan CodeLife = TimeSpan.FromMinutes(10);
    private readonly Lock gate = new();
    private readonly List<SimulatedSlack> workspaces = [];
    private readonly Dictionary<string, (SimulatedSlack Workspace, string Redirect, DateTimeOffset At)> codes = [];

    public IReadOnlyList<SimulatedSlack> Workspaces
    {
        get
        {
            lock (gate)
            {
                return [.. workspaces];
            }
        }
    }

    public void Add(SimulatedSlack workspace)
    {
        lock (gate)
        {
            workspaces.Add(workspace);
        }
    }

    /// <summary>The workspace that a call is for: by its token, and where that opens several by what it names.</summary>
    public SimulatedSlack Of(WireRequest request)
    {
        var all = Workspaces;
        var opened = all.Where(w => w.Opens(request.Bearer)).ToArray();
        return opened.Length > 1 && SlackArguments.Read(request) is { } named
            ? opened.FirstOrDefault(w => w.Has(named["channel"] ?? named["channel_id"], named["user"] ?? named["users"])) ?? opened[0]
            : opened.FirstOrDefault() ?? all[0];
    }

    /// <summary>A code for who consented.</summary>
    public string Code(SimulatedSlack workspace, string redirect, Dice dice)
    {
        lock (gate)
        {
            var code = $"{dice.Letters(12)}.{dice.Hex(32)}";
            codes[code] = (workspace, redirect, workspace.Options.Time.GetUtcNow());
            return code;
        }
    }

    /// <summary>Single use, within ten minutes, for the address that it was given for.</summary>
    public (SimulatedSlack? Workspace, string Error) Take(string? code, string? redirect)
    {
        lock (gate)
        {
            if (code is null || !codes.TryGetValue(code, out var known) || known.Workspace.Options.Time.GetUtcNow() - known.At > CodeLife)
            {
                return (null, "invalid_code");
            }

            if (known.Redirect != redirect)
            {
                return (null, "bad_redirect_uri");
            }

            codes.Remove(code);
            return (known.Workspace, "");
        }
    }
}
