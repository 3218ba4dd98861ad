using BotPartner.Core.Chat;
using BotPartner.Teams.Cards;
using BotPartner.Teams.Inbound;

namespace BotPartner.Teams.Outbound;

/// <summary>Answers in the direct conversation what was asked in front of others and is not for them: Teams has no private answer in a channel.</summary>
public sealed class Whispers(Answers answers, TeamsSender sender, DirectAnswers direct, Payloads payloads)
{
    /// <summary>Sends the card to the person alone, and says where it was asked that this was done, or what to do if it cannot be.</summary>
    public void Send(Activity to, Addressee person, Card card, Audience audience) => Send(to, person, _ => Task.FromResult(card), audience);

    /// <summary>The same with a card that takes its time.</summary>
    public void Send(Activity to, Addressee person, Func<CancellationToken, Task<Card>> card, Audience audience) => answers.Later(async cancellation =>
    {
        var sent = await sender.Post(person, await card(cancellation), under: null, cancellation);
        var notice = Card.Of(Text.Say(sent is Sent.Done ? "teams.whispered" : "teams.not-whispered"));
        direct.Post(to, () => payloads.Message(notice, audience));
    });
}
