namespace BotPartner.Core.Tensions;

/// <summary>Somebody who could act at a stage.</summary>
/// <param name="Id">The same for all chat accounts of one person.</param>
/// <param name="Partner">The id of the partner that they speak for; null for none.</param>
public sealed record Candidate(string Id, string? Partner);

/// <summary>Why somebody was passed over.</summary>
/// <param name="Id">Who.</param>
/// <param name="Why">Wire name and end of the text key <c>tension.passed-over.{…}</c>.</param>
public sealed record PassedOver(string Id, string Why)
{
    /// <summary>They speak for one of the two sides.</summary>
    public const string OfASide = "side";

    /// <summary>They themselves raised it, or answer it.</summary>
    public const string Themself = "themself";
}

/// <summary>Who may handle a tension that its sides did not settle between them.</summary>
/// <param name="Who">All who may; empty where the mediator from outside must.</param>
/// <param name="As">In which role; see <see cref="Handlers"/>.</param>
/// <param name="PassedOver">Who could not, and why.</param>
public sealed record Chosen(IReadOnlyList<Candidate> Who, string As, IReadOnlyList<PassedOver> PassedOver);

/// <summary>Finds who guides a dialogue: neither side's people, whatever else they are. Pure.</summary>
public static class Handlers
{
    /// <summary>Somebody whom the partnership named for it.</summary>
    public const string Facilitator = "facilitator";

    /// <summary>A steward, where no facilitator is free.</summary>
    public const string Steward = "steward";

    /// <summary>The mediator from outside, where nobody inside is.</summary>
    public const string Mediator = "mediator";

    /// <summary>The facilitators of neither side; else the stewards of neither side; else the mediator.</summary>
    /// <param name="facilitators">Of the partnership.</param>
    /// <param name="stewards">Of the partnership.</param>
    /// <param name="partners">The partners of the two sides, by id: one if it is within one organisation.</param>
    /// <param name="people">Who raised it and whom it was raised with, by id.</param>
    public static Chosen Choose(
        IReadOnlyList<Candidate> facilitators, IReadOnlyList<Candidate> stewards, IReadOnlySet<string> partners, IReadOnlySet<string> people)
    {
        // Who stands in both lists is known by what either says of them.
        var known = facilitators.Concat(stewards).ToLookup(c => c.Id);
        var passed = new Dictionary<string, PassedOver>();
        foreach (var (all, role) in new[] { (facilitators, Facilitator), (stewards, Steward) })
        {
            var free = new List<Candidate>();
            foreach (var candidate in all.DistinctBy(c => c.Id))
            {
                if (known[candidate.Id].Select(c => Why(c, partners, people)).FirstOrDefault(w => w is not null) is { } why)
                {
                    passed[candidate.Id] = new(candidate.Id, why);
                }
                else
                {
                    free.Add(candidate);
                }
            }

            if (free.Count > 0)
            {
                return new(free, role, [.. passed.Values]);
            }
        }

        return new([], Mediator, [.. passed.Values]);
    }

    private static string? Why(Candidate candidate, IReadOnlySet<string> partners, IReadOnlySet<string> people) =>
        people.Contains(candidate.Id) ? PassedOver.Themself
        : candidate.Partner is { } partner && partners.Contains(partner) ? PassedOver.OfASide
        : null;
}
