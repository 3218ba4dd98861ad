using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using BotPartner.Core.Partnerships;
using BotPartner.Tests.Core.Decisions;

namespace BotPartner.Tests.Core.Partnerships;

/// <summary>What specs of the partnership read in answers and in the store.</summary>
internal static class Answers
{
    /// <summary>The text keys of an answer.</summary>
    public static IReadOnlyList<string> Keys(this Reply reply) => reply switch
    {
        Reply.Show shown => [.. Said(shown.Card.Summary).Concat(shown.Card.Elements.OfType<Element.Paragraph>().SelectMany(p => Said(p.Text))).Distinct()],
        Reply.Open opened => [opened.Form.Id],
        Reply.Correct correct => [.. correct.Errors.Values.SelectMany(Said)],
        _ => [],
    };

    /// <summary>The code that an answer shows.</summary>
    public static string Code(this Reply reply)
    {
        var said = (Text.Said)((Reply.Show)reply).Card.Summary;
        return ((Text.Verbatim)((Text.Strong)said.Args["code"]).Inner).Value;
    }

    /// <summary>A member as stored; null for a stranger.</summary>
    public static async Task<Document<Member>?> Member(this Chamber chamber, string who) =>
        await chamber.Documents.Find(Kinds.MemberKey(Chamber.Id, Chamber.Delegate(who)), TestContext.Current.CancellationToken) is { } entry ? Kinds.Member.Read(entry) : null;

    /// <summary>The same, said where nobody else reads it.</summary>
    public static Request.Said Whispered(this Request.Said said) => said with { Place = said.Person.Direct };

    private static IEnumerable<string> Said(Text text) => text is Text.Said said ? [said.Key] : [];
}
