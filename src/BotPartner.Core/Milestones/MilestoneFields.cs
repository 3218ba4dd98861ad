using BotPartner.Core.Chat;
using BotPartner.Core.Decisions;
using BotPartner.Core.Documents;
using BotPartner.Core.Partnerships;
using NodaTime;
using NodaTime.Text;

namespace BotPartner.Core.Milestones;

/// <summary>What a milestone's fields mean.</summary>
/// <param name="On">The day; null if it was not understood.</param>
/// <param name="Owners">The partners.</param>
/// <param name="Decision">The decision's number, if one is named.</param>
/// <param name="Problems">Field id to what to change.</param>
public sealed record Understood(LocalDate? On, IReadOnlyList<MilestoneOwner> Owners, int? Decision, Dictionary<string, Text> Problems);

/// <summary>Understands what was typed or filled in.</summary>
public sealed class MilestoneFields(Change change, Partners partners, DayWords days)
{
    /// <summary>The partners there are.</summary>
    public Task<IReadOnlyList<(string Id, Partner State)>> Partners(string partnership, CancellationToken cancellation) => partners.All(partnership, cancellation);

    /// <summary>What it means, and what is wrong with it.</summary>
    /// <param name="partnership">The partnership's id.</param>
    /// <param name="draft">What was typed.</param>
    /// <param name="today">The day it is in the partnership.</param>
    /// <param name="kept">The fields that are not to be looked at: they stay as they are.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<Understood> Read(string partnership, Drafted draft, LocalDate today, IReadOnlySet<string> kept, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(kept);
        var problems = new Dictionary<string, Text>();
        void Check(string field, bool wrong, Func<Text> problem)
        {
            if (wrong && !kept.Contains(field))
            {
                problems.TryAdd(field, problem());
            }
        }

        var day = days.Read(draft.On, today);
        Check("title", draft.Title.Length is 0 or > Milestone.MaxTitle, () => Text.Say("milestone.title.length", ("max", Milestone.MaxTitle), ("n", draft.Title.Length)));
        Check("on", day is null, () => draft.On.Length == 0 ? Text.Say("milestone.on.missing") : Text.Say("milestone.on.unclear", ("typed", MilestoneForm.Fitting(draft.On, 60))));
        Check("on", day < today, () => Text.Say("milestone.on.past", ("day", Days.Say(day!.Value))));
        Check("on", day > today.PlusYears(Milestone.MostYears), () => Text.Say("milestone.on.far", ("max", Milestone.MostYears)));
        Check("indicator", draft.Indicator.Length > Milestone.MaxIndicator, () => Text.Say("milestone.words.length", ("max", Milestone.MaxIndicator), ("n", draft.Indicator.Length)));
        Check("measured", draft.Measured.Length > Milestone.MaxMeasured, () => Text.Say("milestone.words.length", ("max", Milestone.MaxMeasured), ("n", draft.Measured.Length)));

        var (owners, unknown) = Owners(draft.Owners, kept.Contains("owners") || draft.Owners.Length == 0 ? [] : await partners.All(partnership, cancellation));
        Check("owners", unknown.Count > 0, () => Text.Say("milestone.owners.unknown", ("names", new Text.Listed([.. unknown.Take(5).Select(u => new Text.Verbatim(MilestoneForm.Fitting(u, 80)))]))));

        int? decision = null;
        if (draft.Decision.Length > 0 && !kept.Contains("decision"))
        {
            decision = Numbered.Split(draft.Decision) is ( > 0 and < 1_000_000 and var n, "") && await change.Load(DecisionKinds.Decision, DecisionKinds.Key(partnership, n), cancellation) is not null ? n : null;
            Check("decision", decision is null, () => Text.Say("milestone.decision.none", ("typed", MilestoneForm.Fitting(draft.Decision, 60))));
        }

        return new(day, owners, decision, problems);
    }

    /// <summary>How a day is stored.</summary>
    public static string Iso(LocalDate day) => LocalDatePattern.Iso.Format(day);

    /// <summary>The partners in a list of names or ids; a name may itself hold commas.</summary>
    private static (IReadOnlyList<MilestoneOwner> Owners, IReadOnlyList<string> Unknown) Owners(string typed, IReadOnlyList<(string Id, Partner State)> all)
    {
        var byId = all.ToDictionary(p => p.Id, p => p.State.Name);
        var parts = typed.Split(',', StringSplitOptions.TrimEntries);
        var (owners, unknown) = (new List<MilestoneOwner>(), new List<string>());
        for (var i = 0; i < parts.Length;)
        {
            var took = 1;
            var found = (string?)null;
            for (var length = Math.Min(parts.Length - i, 6); length >= 1 && found is null; length--)
            {
                var name = string.Join(", ", parts.Skip(i).Take(length));
                (found, took) = byId.ContainsKey(name) ? (name, length) : byId.ContainsKey(Partner.IdOf(name)) ? (Partner.IdOf(name), length) : (null, 1);
            }

            if (found is not null && owners.All(o => o.PartnerId != found))
            {
                owners.Add(new(found, byId[found]));
            }
            else if (found is null && parts[i].Length > 0)
            {
                unknown.Add(parts[i]);
            }

            i += took;
        }

        return (owners, unknown);
    }
}
