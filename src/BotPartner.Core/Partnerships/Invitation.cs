using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using NodaTime;

namespace BotPartner.Core.Partnerships;

/// <summary>That whoever has a code speaks for a partner at once. The code itself is not here.</summary>
/// <param name="PartnerId">For which partner.</param>
/// <param name="PartnerName">As it is called.</param>
/// <param name="By">Who invites.</param>
/// <param name="At">When.</param>
/// <param name="Until">Valid before this moment.</param>
/// <param name="Max">For how many people.</param>
public sealed record Invitation(string PartnerId, string PartnerName, Person By, Instant At, Instant Until, int Max)
{
    /// <summary>For how many people at the most.</summary>
    public const int Most = 50;

    /// <summary>How long.</summary>
    public static readonly Duration Valid = Duration.FromDays(7);

    /// <summary>Who came by it.</summary>
    public IReadOnlyList<Person> Used { get; init; } = [];

    /// <summary>Whether it was taken back.</summary>
    public bool Revoked { get; init; }

    /// <summary>Whether somebody more can come by it.</summary>
    public bool IsOpen(Instant now) => !Revoked && Until > now && Used.Count < Max;

    /// <summary>The invitation with one more who came by it. Pure.</summary>
    public static Verdict<Invitation> Taken(Document<Invitation>? current, Person person, Instant now) => current switch
    {
        { State: var invitation } when invitation.Used.Any(u => u.Key == person.Key) => new Verdict<Invitation>.Leave(),
        { State: var invitation } when invitation.IsOpen(now) => current with { State = invitation with { Used = [.. invitation.Used, person] } },
        _ => Refusal.Of("refusal.code.join"),
    };
}
