namespace BotPartner.Benchmarks.Crashes;

/// <summary>What something may be held to: what was acknowledged last, and what was on its way and never answered. Of two who act on it only one acts at a time.</summary>
internal sealed class Possible(string first)
{
    private readonly Lock gate = new();
    private HashSet<string> values = [first];

    /// <summary>The one that it must be; null if it may be several.</summary>
    public string? Certain
    {
        get
        {
            lock (gate)
            {
                return values.Count == 1 ? values.First() : null;
            }
        }
    }

    /// <summary>Somebody is about to make it this.</summary>
    public void Tries(string value)
    {
        lock (gate)
        {
            values.Add(value);
        }
    }

    /// <summary>That was acknowledged.</summary>
    public void Knows(string value)
    {
        lock (gate)
        {
            values = [value];
        }
    }

    /// <summary>Somebody is about to turn it into its opposite, of two; the result says that it was acknowledged.</summary>
    public Action Turns(string one, string other)
    {
        lock (gate)
        {
            HashSet<string> turned = [.. values.Select(v => v == one ? other : one)];
            values = [.. values, .. turned];
            return () =>
            {
                lock (gate)
                {
                    values = turned;
                }
            };
        }
    }

    public bool Allows(string value)
    {
        lock (gate)
        {
            return values.Contains(value);
        }
    }

    public override string ToString()
    {
        lock (gate)
        {
            return string.Join(" or ", values.Select(v => $"'{v}'"));
        }
    }
}
