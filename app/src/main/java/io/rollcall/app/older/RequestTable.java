package io.rollcall.app.older;

import io.rollcall.app.config.LedgerPlace;
import io.rollcall.ledger.SharedRequests;
import io.rollcall.ledger.SharedRequests.Request;
import io.rollcall.ledger.SharedView;
import java.util.List;
import java.util.function.Consumer;

/** Requests for older time in a shared ledger. */
public final class RequestTable implements BackfillRequests.Store {

    /** Has something done with the requests. */
    private interface Access {
        void use(Consumer<SharedRequests> task);
    }

    private final Access access;

    private RequestTable(Access access) {
        this.access = access;
    }

    static RequestTable of(SharedRequests requests) {
        return new RequestTable(task -> task.accept(requests));
    }

    /** Those of a ledger that is opened whenever it is asked. */
    static RequestTable at(LedgerPlace.Shared place) {
        return new RequestTable(task -> {
            try (SharedView view = place.look()) {
                task.accept(view.requests());
            }
        });
    }

    @Override
    public void add(Request request) {
        access.use(requests -> requests.add(request));
    }

    @Override
    public List<Request> open() {
        List<Request> open = new java.util.ArrayList<>();
        access.use(requests -> open.addAll(requests.open()));
        return open;
    }

    @Override
    public void remove(Request request) {
        access.use(requests -> requests.remove(request));
    }
}
