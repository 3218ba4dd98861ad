using System.Globalization;

namespace BotPartner.Core.Decisions;

/// <summary>The options that a ballot approves of, by their places from 1, in ascending order. Wire form: <c>approve:1,3</c>.</summary>
public sealed record Approval(IReadOnlyList<int> Options)
{
    /// <summary>What the wire form begins with.</summary>
    public const string Prefix = "approve:";

    /// <summary>Reads the wire form in any order; null if it is none. An option named twice stays so, for the rule to see.</summary>
    public static Approval? Parse(string content) =>
        content.StartsWith(Prefix, StringComparison.Ordinal) && Places.Parse(content[Prefix.Length..], ',') is { } places ? new(places) : null;

    /// <inheritdoc/>
    public override string ToString() => Prefix + string.Join(',', Options);
}

/// <summary>Places of options, as ballots write them.</summary>
internal static class Places
{
    /// <summary>Numbers from 1 with something between, sorted; null if it is anything else.</summary>
    public static int[]? Parse(string written, char between)
    {
        var places = new List<int>();
        foreach (var part in written.Split(between))
        {
            if (!int.TryParse(part, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var place) || place < 1)
            {
                return null;
            }

            places.Add(place);
        }

        return [.. places.Order()];
    }
}
