using BotPartner.Core.Decisions;
using BotPartner.Tests.Core.Decisions;
using NodaTime;

namespace BotPartner.Tests.Storage;

/// <summary>The store with bad moments ends them.</summary>
public sealed class ErringDocumentsSpecs
{
    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_document_that_is_broken_when_it_is_due_is_put_off_and_comes_back_whole(string way)
    {
        var chamber = await new Chamber().Found();
        var errors = new ErringDocuments.Errors();
        var desk = chamber.Process(new ErringDocuments(chamber.Documents, errors));
        await desk.Do(chamber.Say("north", "decide A text | consent | closes in 3d"));
        await desk.Tick();
        var before = await chamber.Documents.Find(DecisionKinds.Key(Chamber.Id, 1), TestContext.Current.CancellationToken);

        errors.Breaking = e => e.Kind == "decision" ? BrokenBody.Ways[way](e.Body, "A text") : null;
        chamber.Time.Advance(TimeSpan.FromDays(4));
        await desk.Tick();
        var after = await chamber.Documents.Find(DecisionKinds.Key(Chamber.Id, 1), TestContext.Current.CancellationToken);
        Assert.Equal(before!.Body.ToArray(), after!.Body.ToArray());
        Assert.True(after.Due > chamber.Now);

        errors.Breaking = null;
        chamber.Time.Advance((after.Due!.Value - chamber.Now + Duration.FromSeconds(1)).ToTimeSpan());
        await desk.Tick();
        Assert.Equal(Phase.Closed, (await chamber.Decision()).Phase);
    }

    public static TheoryData<string> Ways() => [.. BrokenBody.Ways.Keys];
}
